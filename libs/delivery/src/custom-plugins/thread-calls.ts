import type { AnyPlugin, PluginPreview, PluginResult } from '@posthorn/plugin-sdk';
import { deepFreeze, generateSecrets, readInput, thrownResultOf, type InputReading } from '@posthorn/plugin-sdk/host';
import { misfitSentence } from '../misfit-sentence.js';
import type { FromThread, Question, ToThread } from './plugin-messages.js';
import { ThreadContext } from './thread-context.js';
import { toWireError } from './wire-error.js';
import { toWireValue } from './wire-result.js';

export type Post = (message: FromThread, transfer?: readonly ArrayBuffer[]) => void;

/** So much of what a plugin says of an input is told to people. */
const MAX_FAULTS = 200;
const MAX_TEXT_CHARS = 8_192;

type RunQuestion = Extract<Question, { ask: 'run' }>;

/** Answers, on the plugin's thread, what the relay asks. */
export class ThreadCalls {
  private readonly running = new Map<number, ThreadContext>();

  constructor(
    private readonly plugin: AnyPlugin,
    private readonly post: Post,
  ) {}

  hear(message: Exclude<ToThread, { kind: 'ping' }>): void {
    switch (message.kind) {
      case 'call':
        return void this.answer(message.call, message.question);
      case 'abort':
        return this.running.get(message.call)?.abort();
      case 'answer':
        return this.running.get(message.call)?.answered(message.request, message.answer);
      case 'refuse':
        return this.running.get(message.call)?.refused(message.request, message.error);
    }
  }

  private async answer(call: number, question: Question): Promise<void> {
    try {
      this.post({ kind: 'done', call, value: await this.made(call, question) });
    } catch (error) {
      this.post({ kind: 'threw', call, error: toWireError(error) });
    } finally {
      this.running.delete(call);
    }
  }

  private async made(call: number, question: Question): Promise<unknown> {
    switch (question.ask) {
      case 'run':
        return this.run(call, question);
      case 'read-input':
        return plainReading(readInput(this.plugin, question.input, question));
      case 'generate-secrets':
        return textsOf(generateSecrets(this.plugin, question.config));
    }
  }

  private async run(call: number, { method, context: wire }: RunQuestion): Promise<unknown> {
    const config = this.plugin.configSchema.safeParse(wire.config);
    const secrets = this.plugin.secretsSchema.safeParse(wire.secrets);
    const fault = config.error ?? secrets.error;
    if (fault)
      return { outcome: 'failed', reason: 'config-invalid', detail: misfitSentence(config.error ? 'config' : 'secrets', fault.issues) };
    const parsed = { config: deepFreeze(config.data ?? {}), secrets: deepFreeze(secrets.data ?? {}) };
    const context = new ThreadContext(call, { ...wire, ...parsed }, this.post);
    this.running.set(call, context);
    let value: unknown;
    try {
      value = await this.call(method, context);
    } catch (error) {
      value = thrownResultOf(error);
      if (value === undefined) throw error;
    }
    return toWireValue(value, (response) => context.requestOf(response));
  }

  private call(
    method: RunQuestion['method'],
    { context }: ThreadContext,
  ): Promise<PluginResult | PluginPreview> | PluginPreview | undefined {
    if (method === 'test') return this.plugin.test?.(context);
    if (method === 'preview') return this.plugin.preview?.(context);
    return this.plugin.deliver(context);
  }
}

/** What crosses is data, whatever the plugin returned. */
function plainReading({ faults, secrets, generated, urls }: InputReading): InputReading {
  return {
    faults: faults.slice(0, MAX_FAULTS).map(({ field, code, message, line, column }) => ({
      ...{ field: cut(field), code: cut(code), message: cut(message) },
      ...(typeof line === 'number' && { line }),
      ...(typeof column === 'number' && { column }),
    })),
    secrets: textsOf(secrets),
    generated: textsOf(generated),
    // Each is judged: none may be left out.
    urls: urls.map(({ field, url }) => ({ field: cut(field), url: cut(url) })),
  };
}

const cut = (text: unknown) => String(text).slice(0, MAX_TEXT_CHARS);

function textsOf(record: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, String(value)]));
}
