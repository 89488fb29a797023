export * from './binaries.js';
export * from './embedded-postgres.js';
export { acquireRelayLock, DataDirInUseError, relayLockHolder, type RelayLock } from './relay-lock.js';
export type { UnexpectedExit } from './supervised-server.js';
