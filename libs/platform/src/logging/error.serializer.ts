import { types } from 'node:util';

/** What a log line shows of an error. */
export interface SerializedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly stack?: string;
  readonly cause?: SerializedError;
}

/** Causes nest; beyond this depth they repeat themselves. */
const MAX_DEPTH = 4;

/**
 * Picks what is safe to log. A driver's `detail`, `where`, `query` and `parameters` hold rows and secrets and are left out,
 * and so is a database error's own message (`invalid input syntax for type uuid: "…"` quotes the value): its code and the
 * names of table and constraint say what happened.
 */
export function serializeError(error: unknown, depth = 0): SerializedError {
  if (!types.isNativeError(error)) return { type: typeof error, message: 'a value that is not an Error was thrown' };
  const database = databaseErrorOf(error);
  const code = textOf(error, 'code');
  const cause = depth < MAX_DEPTH && error.cause !== undefined ? serializeError(error.cause, depth + 1) : undefined;
  const frames = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
  return {
    type: error.name,
    message: database ?? error.message,
    ...(code === undefined ? {} : { code }),
    ...(frames ? { stack: frames } : {}),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** TypeORM wraps the driver's error and copies its fields; `severity` is on every error that Postgres itself reports. */
function databaseErrorOf(error: Error): string | null {
  if (textOf(error, 'severity') === undefined && !('query' in error) && !('driverError' in error)) return null;
  const named = ['table', 'column', 'constraint', 'routine'].flatMap((field) => {
    const text = textOf(error, field);
    return text === undefined ? [] : [`${field} ${text}`];
  });
  return ['database error', textOf(error, 'code') ?? 'without a code', ...named].join(', ');
}

function textOf(error: Error, field: string): string | undefined {
  const value: unknown = Reflect.get(error, field);
  return typeof value === 'string' ? value : undefined;
}
