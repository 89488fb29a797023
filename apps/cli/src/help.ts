import type { Command, CommandOption } from './command.js';

/** What every command takes. */
export const GLOBAL_OPTIONS: Readonly<Record<string, CommandOption>> = {
  url: { value: 'url', description: 'of the relay; POSTHORN_URL, else http://127.0.0.1:8420' },
  token: { value: 'token', description: 'an API key or access token; POSTHORN_TOKEN is safer, for others can see options' },
  email: { value: 'email', description: 'of an operator; POSTHORN_EMAIL. The password is read from POSTHORN_PASSWORD alone' },
  project: { value: 'project', description: 'id or slug; default unless given' },
  json: { description: 'answer with JSON' },
  help: { description: 'show this' },
};

export function helpOfAll(commands: readonly Command[]): string {
  const list = lines(commands.map((command) => [usageOf(command), command.summary]));
  return `Usage: posthorn <command> [options]\n\nCommands:\n${list}\nOptions:\n${optionLines(GLOBAL_OPTIONS)}
Exit codes: 0 done, 1 it failed, 64 it was asked for wrongly.\n`;
}

export function helpOf(command: Command): string {
  const own = command.options ? `\nOptions:\n${optionLines(command.options)}` : '';
  return `Usage: posthorn ${usageOf(command)} [options]\n\n${command.summary}\n${own}\nOptions of every command:\n${optionLines(GLOBAL_OPTIONS)}`;
}

const usageOf = ({ name, args = [] }: Command): string => [name, ...args.map((arg) => `<${arg}>`)].join(' ');

function optionLines(options: Readonly<Record<string, CommandOption>>): string {
  return lines(Object.entries(options).map(([name, { value, description }]) => [`--${name}${value ? ` <${value}>` : ''}`, description]));
}

function lines(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
}
