import { KeyReport, KeyRing, KeyRotation, type ProcessEpoch } from '@posthorn/store';
import { FollowedKeyFile } from './generated-keys.js';
import type { Storage } from './open-storage.js';

/** What agrees on encryption keys, and changes over to a new one. */
export function createKeyParts({ database, secretsBox, keyFile }: Storage, epoch: ProcessEpoch) {
  const generated = keyFile && new FollowedKeyFile(keyFile, secretsBox);
  // Not the hot path's connections: a re-encryption must not hold up an event.
  const options = { pool: database.pool, epoch, box: secretsBox, generated };
  return { keyRing: new KeyRing(options), keyRotation: new KeyRotation(options), keyReport: new KeyReport(database.pool) };
}
