import type { Readable } from 'node:stream';
import type { Worker } from 'node:worker_threads';
import { createRedactor, type Redactor } from '@posthorn/plugin-sdk';
import type { Logger } from 'pino';

const MAX_LINE_CHARS = 2_000;
const MAX_BUFFERED_CHARS = 16_000;
const TOO_LONG = '[a line too long to be shown]';
const MAX_LINES_PER_SECOND = 50;
const MAX_OWNERS = 500;

/** What a custom plugin prints goes into the relay's log, line by line, bounded, with the secrets of all its destinations cut out. */
export class PluginOutput {
  private readonly secrets = new Map<string, readonly string[]>();
  private redactor: Redactor | null = null;
  private second = 0;
  private linesInSecond = 0;

  constructor(
    /** Its type, as soon as that is known. */
    private readonly plugin: () => string,
    private readonly logger: Logger,
  ) {}

  /** Before the plugin sees them. */
  willSee(owner: string, values: readonly string[]): void {
    const known = this.secrets.get(owner);
    if (known?.length === values.length && known.every((value, at) => value === values[at])) return;
    this.secrets.delete(owner);
    this.secrets.set(owner, values);
    for (const oldest of this.secrets.keys()) {
      if (this.secrets.size <= MAX_OWNERS) break;
      this.secrets.delete(oldest);
    }
    this.redactor = null;
  }

  listen({ stdout, stderr }: Pick<Worker, 'stdout' | 'stderr'>): void {
    this.readLines(stdout, 'stdout');
    this.readLines(stderr, 'stderr');
  }

  private readLines(stream: Readable, name: 'stdout' | 'stderr'): void {
    let rest = '';
    let isTooLong = false;
    stream.setEncoding('utf8').on('data', (text: string) => {
      const [first = '', ...others] = text.split('\n');
      rest = isTooLong ? '' : rest + first;
      // Never a piece of a line: a secret that was cut in two is not found.
      isTooLong ||= rest.length > MAX_BUFFERED_CHARS;
      for (const next of others) {
        this.write(name, isTooLong ? TOO_LONG : rest);
        isTooLong = next.length > MAX_BUFFERED_CHARS;
        rest = next;
      }
      if (isTooLong) rest = '';
    });
    stream.on('end', () => this.write(name, isTooLong ? TOO_LONG : rest));
  }

  private write(stream: 'stdout' | 'stderr', line: string): void {
    if (line.trim() === '' || !this.mayWrite()) return;
    this.redactor ??= createRedactor([...this.secrets.values()].flat());
    this.logger.info(
      { plugin: this.plugin(), stream, line: this.redactor.text(line).slice(0, MAX_LINE_CHARS) },
      'a custom plugin printed a line',
    );
  }

  private mayWrite(): boolean {
    const second = Math.floor(performance.now() / 1_000);
    if (second !== this.second) [this.second, this.linesInSecond] = [second, 0];
    return ++this.linesInSecond <= MAX_LINES_PER_SECOND;
  }
}
