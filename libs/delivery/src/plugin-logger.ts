import type { PluginLogger } from '@posthorn/plugin-sdk';
import { REDACTED } from '@posthorn/contracts';
import type { Logger } from 'pino';

/** Shorter ones would cut holes into ordinary words. */
const MIN_SECRET_LENGTH = 6;

/** A plugin's log, with the values of its destination's secrets cut out of messages and fields. */
export function createPluginLogger(
  logger: Logger,
  secrets: Readonly<Record<string, string>>,
  bindings: Readonly<Record<string, string>>,
): PluginLogger {
  const clean = (text: string): string =>
    Object.values(secrets)
      .filter((value) => value.length >= MIN_SECRET_LENGTH)
      .reduce((cleaned, value) => cleaned.replaceAll(value, REDACTED), text);
  const cleanFields = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
    Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, clean(typeof value === 'string' ? value : safeJson(value))]));
  const at =
    (level: 'debug' | 'info' | 'warn') =>
    (message: string, fields: Readonly<Record<string, unknown>> = {}) => {
      // Every attempt has a logger and hardly one writes: nothing is prepared for it.
      if (logger.isLevelEnabled(level)) logger[level]({ ...cleanFields(fields), ...bindings }, clean(message));
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn') };
}

function safeJson(value: unknown): string {
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return '[not serialisable]';
  }
}
