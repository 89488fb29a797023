import type { PluginLogger } from '../context.js';
import type { Redactor } from '../redactor.js';

const MAX_TEXT_CHARS = 8_192;
const MAX_FIELDS = 50;

export type LogLevel = 'debug' | 'info' | 'warn';

/** Where a plugin's lines go, clean and bounded. */
export interface LogSink {
  isEnabled(level: LogLevel): boolean;
  write(level: LogLevel, message: string, fields: Readonly<Record<string, string>>): void;
}

/** A plugin's log, with the values of its destination's secrets cut out of messages, names and fields. */
export function createPluginLogger(sink: LogSink, redactor: Redactor): PluginLogger {
  const clean = (text: string) => redactor.text(text).slice(0, MAX_TEXT_CHARS);
  const cleanFields = (fields: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(fields)
        .slice(0, MAX_FIELDS)
        .map(([name, value]) => [clean(name), clean(textOf(value))]),
    );
  const at =
    (level: LogLevel) =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      // Every attempt has a logger and hardly one writes: nothing is prepared for it.
      if (sink.isEnabled(level)) sink.write(level, clean(String(message)), cleanFields(fields));
    };
  return Object.freeze({ debug: at('debug'), info: at('info'), warn: at('warn') });
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '[not serialisable]';
  }
}
