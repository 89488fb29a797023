import type { PosthornClient } from '@posthorn/client';

/** What a command is given. */
export interface CommandContext {
  /** What stands in the place of {@link Command.args}. */
  readonly args: readonly string[];
  /** By name; a switch is `true`. */
  readonly options: Readonly<Record<string, string | boolean | undefined>>;
  /** Of the relay, without a trailing slash. */
  readonly url: string;
  /** Id or slug. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  /** Signs in first, where that is needed. Throws `UsageError` where the settings lack something. */
  client(): Promise<PosthornClient>;
}

/** What a command has to say. */
export interface CommandResult {
  /** For people. */
  readonly text: string;
  /** For `--json`: as the API answered. */
  readonly json: unknown;
  /** 0 unless given. */
  readonly exitCode?: number;
}

export interface CommandOption {
  readonly description: string;
  /** What its value is called in the help; absent = a switch without a value. */
  readonly value?: string;
}

/** One command of `posthorn`; a file each, and a line in `commands.ts`. */
export interface Command {
  /** As it is typed: `keys rotate`. */
  readonly name: string;
  /** Names of what must follow, each one word. */
  readonly args?: readonly string[];
  readonly summary: string;
  readonly options?: Readonly<Record<string, CommandOption>>;
  run(context: CommandContext): Promise<CommandResult>;
}
