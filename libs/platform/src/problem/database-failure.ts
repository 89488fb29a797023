import { types } from 'node:util';

const { isNativeError } = types;

/** How long a caller should wait when the database is away; a failover or a restart takes some seconds. */
export const RETRY_AFTER_SECONDS = 5;

/** What Node reports for a connection that cannot be had or was lost. */
const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
/**
 * SQLSTATEs of a server that is away, going or full: class 08 connection exception, 57P01-57P05 shutdown and starting up,
 * 53300 too many connections, 25006 read only after a failover.
 */
const SERVER_STATES = /^(08...|57P0\d|53300|25006)$/;
/** `pg` has no class or code for these. */
const DRIVER_MESSAGES = /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;
const NAMES = new Set([
  'StoreUnavailableError',
  'CannotConnectAlreadyConnectedError',
  'ConnectionNotFoundError',
  'ConnectionIsNotSetError',
]);
const MAX_DEPTH = 4;

/** Whether an error, or one that it wraps, says that the database is away: worth another try, unlike any other fault of ours. */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (!isNativeError(error) || depth > MAX_DEPTH) return false;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && (SOCKET_CODES.has(code) || SERVER_STATES.test(code))) return true;
  if (NAMES.has(error.name) || DRIVER_MESSAGES.test(error.message)) return true;
  const parts: unknown = Reflect.get(error, 'errors'); // Of an AggregateError: one for each address that was tried.
  if (Array.isArray(parts) && parts.some((one) => isDatabaseAway(one, depth + 1))) return true;
  return isDatabaseAway(error.cause, depth + 1) || isDatabaseAway(Reflect.get(error, 'driverError'), depth + 1);
}
