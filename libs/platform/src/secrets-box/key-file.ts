import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../config/config.error.js';
import { readOrCreatePrivateFile, replacePrivateFile } from '../private-file/private-file.js';
import { KEY_BYTES, parseEncryptionKeys, type EncryptionKey } from './encryption-keys.js';

const ENCRYPTION_KEYS_FILE = 'encryption.keys';

/**
 * The keys of an installation that was given none: `<dataDir>/encryption.keys`, mode 0600, a key a line, made on the first start.
 * Ids are random, so that a database and a folder that do not belong together are noticed by the key's absence.
 */
export class KeyFile {
  constructor(readonly path: string) {}

  static in(dataDir: string): KeyFile {
    return new KeyFile(join(dataDir, ENCRYPTION_KEYS_FILE));
  }

  /** @throws ConfigError if the file is damaged: making a new one would lose every stored secret. */
  loadOrCreate(): readonly EncryptionKey[] {
    mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
    return this.parse(readOrCreatePrivateFile(this.path, newLine));
  }

  /** Of a relay that runs: a file that is gone by now is a fault, and never made anew. */
  load(): readonly EncryptionKey[] {
    return this.parse(readFileSync(this.path, 'utf8'));
  }

  /** Puts a new key before the others. One process at a time may do so: of two at once, the key of one would be lost. */
  generate(): readonly EncryptionKey[] {
    const lines = this.load().map(({ id, key }) => `${id}:${key.toString('base64')}\n`);
    replacePrivateFile(this.path, [newLine(), ...lines].join(''));
    return this.load();
  }

  /** Changes whenever the content does; `null` = there is no file. */
  get version(): string | null {
    const found = statSync(this.path, { throwIfNoEntry: false });
    return found ? `${found.ino}:${found.mtimeMs}:${found.size}` : null;
  }

  private parse(text: string): readonly EncryptionKey[] {
    const result = parseEncryptionKeys(text.split('\n').join(','));
    if ('keys' in result) return result.keys;
    throw new ConfigError([
      { variable: this.path, message: `${result.fault}. Restore this file from a backup: it opens the stored secrets` },
    ]);
  }
}

const newLine = (): string => `k-${randomBytes(4).toString('hex')}:${randomBytes(KEY_BYTES).toString('base64')}\n`;
