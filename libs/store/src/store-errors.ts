import { types } from 'node:util';

const { isNativeError } = types;

/** Not stored, as far as is known: the sender tries again. Never a reason to refuse. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** Postgres will never take this record (SQLSTATE class 22, 23 or 54). */
export class NotStorableError extends Error {
  override readonly name = 'NotStorableError';
}

/** The process's epoch was ended by another: nothing was written, and nothing may be until it has a new one. */
export class EpochEndedError extends Error {
  override readonly name = 'EpochEndedError';
}

/** Every class in Postgres's appendix A; `EPIPE` and its kin have five letters too. */
const SQL_STATE = /^(?:[0-5][0-9A-Z]|F0|HV|P0|XX)[0-9A-Z]{3}$/;

/** Two transactions waited for each other, and Postgres ended this one: it may begin again at once. */
export const DEADLOCK_STATE = '40P01';

/** SQLSTATE classes that blame the data: data exception, integrity constraint, program limit. */
const DATA_CLASSES = new Set(['22', '23', '54']);

/** The SQLSTATE of a driver's error, or `null` if the server sent none (a lost connection). */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  const { code } = error;
  return typeof code === 'string' && SQL_STATE.test(code) ? code : null;
}

export function blamesData(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state !== null && DATA_CLASSES.has(state.slice(0, 2));
}

/** Classes that blame the server or the way to it: connection, resources, operator intervention, system, read-only after a failover. */
const TRANSIENT_CLASSES = new Set(['08', '25', '53', '57', '58']);

/** Whether the same statement may well succeed later; without an SQLSTATE the connection was lost and its fate is unknown. */
export function isTransient(error: unknown): boolean {
  const state = sqlStateOf(error);
  return state === null ? isConnectionError(error) : TRANSIENT_CLASSES.has(state.slice(0, 2)) || state.startsWith('40');
}

/**
 * `pg` has no error class for a lost connection: it is an Error without an SQLSTATE, and not one of ours or of the language's.
 * By `isNativeError` and name: errors that Node throws come from another realm when the code runs in a vm context.
 */
function isConnectionError(error: unknown): boolean {
  if (error instanceof EpochEndedError || !isNativeError(error)) return false;
  return error.name !== 'TypeError' && error.name !== 'RangeError';
}
