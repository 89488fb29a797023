import { parseArgs } from 'node:util';
import { AdminApiError } from '@posthorn/client';
import type { Command, CommandOption } from './command.js';
import { commands } from './commands.js';
import { connect, readSettings } from './connect.js';
import { GLOBAL_OPTIONS, helpOf, helpOfAll } from './help.js';
import { UsageError } from './usage.error.js';

const EXIT_FAILED = 1;
const EXIT_USAGE = 64;

/** Where a command writes to. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
}

/** Runs one command. Answers the exit code: 0 done, 1 failed, 64 asked for wrongly. */
export async function runCli(argv: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  try {
    return await dispatch(argv, env, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.error(`${error.message}\nposthorn --help shows what there is.\n`);
      return EXIT_USAGE;
    }
    terminal.error(`${sentenceOf(error)}\n`);
    return EXIT_FAILED;
  }
}

async function dispatch(argv: readonly string[], env: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  const command = commands.find(({ name }) => name.split(' ').every((word, at) => argv[at] === word));
  if (!command) return withoutCommand(argv, terminal);
  const { values, positionals } = parse(command, argv.slice(command.name.split(' ').length));
  if (values['help'] === true) {
    terminal.out(helpOf(command));
    return 0;
  }
  const expected = command.args ?? [];
  if (positionals.length !== expected.length) {
    throw new UsageError(`posthorn ${command.name} takes ${expected.map((name) => `<${name}>`).join(' ') || 'nothing'} after it.`);
  }
  const settings = readSettings(values, env);
  const result = await command.run({
    ...{ args: positionals, options: values, url: settings.url, env, client: () => connect(settings) },
    project: typeof values['project'] === 'string' ? values['project'] : 'default',
  });
  terminal.out(values['json'] === true ? `${JSON.stringify(result.json, null, 2)}\n` : result.text);
  return result.exitCode ?? 0;
}

function withoutCommand(argv: readonly string[], terminal: Terminal): number {
  const [first = '--help'] = argv;
  if (first === '--help' || first === 'help') {
    terminal.out(helpOfAll(commands));
    return 0;
  }
  const near = commands.filter(({ name }) => name.split(' ')[0] === first).map(({ name }) => `posthorn ${name}`);
  throw new UsageError(
    `There is no command "${argv.slice(0, 2).join(' ')}"${near.length > 0 ? `; did you mean ${near.join(' or ')}?` : '.'}`,
  );
}

function parse(command: Command, args: readonly string[]) {
  const all: Readonly<Record<string, CommandOption>> = { ...GLOBAL_OPTIONS, ...command.options };
  const options = Object.fromEntries(
    Object.entries(all).map(([name, { value }]) => [name, { type: value === undefined ? ('boolean' as const) : ('string' as const) }]),
  );
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? (error.message.split('.')[0] ?? '') : String(error));
  }
}

/** What is wrong, and what mends it. */
function sentenceOf(error: unknown): string {
  if (error instanceof AdminApiError) {
    if (error.status === 401) return `The relay does not know you: the token or password is wrong, or has expired.\n${error.message}`;
    if (error.status === 403) return `Your role does not permit this; ask an owner of the installation.\n${error.message}`;
    return error.message;
  }
  const message = textIn(error, 'message');
  // What fetch throws says nothing; its cause does.
  const cause: unknown = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : null;
  if (textIn(error, 'name') === 'TypeError' && cause !== null) {
    const why = textIn(cause, 'message') || textIn(cause, 'code') || message;
    return `The relay cannot be reached: ${why}. Is it running, and is POSTHORN_URL right?`;
  }
  if (textIn(error, 'name') === 'TimeoutError') return 'The relay did not answer in time; look whether what you asked for was done.';
  return message || String(error);
}

function textIn(value: unknown, name: string): string {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  return typeof found === 'string' ? found : '';
}
