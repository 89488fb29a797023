import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigError } from '../config/config.error.js';
import type { EncryptionKey } from './encryption-keys.js';
import { KeyFile } from './key-file.js';
import { SecretsBox } from './secrets-box.js';

const OLD: EncryptionKey = { id: 'old', key: Buffer.alloc(32, 1) };
const NEW: EncryptionKey = { id: 'new', key: Buffer.alloc(32, 2) };

describe('the secrets box', () => {
  it('gives back what went in, and never the same bytes twice', () => {
    const box = new SecretsBox([OLD]);
    const boxes = [box.encrypt('häns\0el', 'a'), box.encrypt('häns\0el', 'a')] as const;
    expect(boxes.map((one) => box.decrypt(one, 'a'))).toEqual(['häns\0el', 'häns\0el']);
    expect(boxes[0].equals(boxes[1])).toBe(false);
    expect(box.decrypt(box.encrypt('', 'a'), 'a')).toBe('');
  });

  it('opens old boxes after a rotation and makes new ones with the new key', () => {
    const made = new SecretsBox([OLD]).encrypt('secret', 'a');
    const rotated = new SecretsBox([NEW, OLD]);
    expect(rotated.decrypt(made, 'a')).toBe('secret');
    expect(new SecretsBox([NEW]).decrypt(rotated.encrypt('secret', 'a'), 'a')).toBe('secret');
  });

  it('names the key that is missing', () => {
    const made = new SecretsBox([OLD]).encrypt('secret', 'a');
    expect(() => new SecretsBox([NEW]).decrypt(made, 'a')).toThrow(expect.objectContaining({ code: 'unknown-key' }) as Error);
    expect(() => new SecretsBox([NEW]).decrypt(made, 'a')).toThrow('"old"');
  });

  it.each<[string, (made: Buffer) => Buffer, string]>([
    ['in another context', (made) => made, 'destination:2'],
    ['cut short', (made) => made.subarray(0, -1), 'a'],
    ['cut to its head', (made) => made.subarray(0, 5), 'a'],
    ['empty', () => Buffer.alloc(0), 'a'],
    ['of a later version', (made) => Buffer.concat([Buffer.of(9), made.subarray(1)]), 'a'],
  ])('does not open a box %s', (_case, change, context) => {
    const box = new SecretsBox([OLD]);
    expect(() => box.decrypt(change(box.encrypt('secret', 'a')), context)).toThrow(expect.objectContaining({ code: 'damaged' }) as Error);
  });

  it('notices each single byte that was changed', () => {
    const box = new SecretsBox([OLD]);
    const made = box.encrypt('secret', 'a');
    for (let index = 0; index < made.length; index++) {
      const changed = Buffer.from(made);
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index);
      expect(() => box.decrypt(changed, 'a')).toThrow();
    }
  });

  it('tells a key that is missing and one that is wrong from the right one', () => {
    const canary = new SecretsBox([OLD]).canary('old');
    expect(new SecretsBox([NEW, OLD]).checkCanary('old', canary)).toBe('ok');
    expect(new SecretsBox([NEW]).checkCanary('old', canary)).toBe('missing');
    expect(new SecretsBox([{ id: 'old', key: NEW.key }]).checkCanary('old', canary)).toBe('wrong');
  });

  it('derives for each purpose a key from every key, the current one first', () => {
    const [before] = new SecretsBox([OLD]).deriveKeys('access-token');
    const after = new SecretsBox([NEW, OLD]);
    expect(after.deriveKeys('access-token').map(({ id, key }) => [id, before && key.equals(before.key)])).toEqual([
      ['new', false],
      ['old', true],
    ]);
    expect(after.deriveKeys('other')).not.toEqual(after.deriveKeys('access-token'));
  });
});

describe('the secrets box of a running relay', () => {
  it('takes a further key, and encrypts with it only when told to', () => {
    const box = new SecretsBox([OLD]);
    const [derived] = box.deriveKeys('audit');
    box.addKeys([NEW, OLD]);
    expect(box.keyIds).toEqual(['new', 'old']);
    expect(box.keyIdOf(box.encrypt('secret', 'a'))).toBe('old');
    expect(box.deriveKeys('audit')[0]).toEqual(derived);
    const before = box.encrypt('secret', 'a');
    box.encryptWith('new');
    expect(box.keyIdOf(box.encrypt('secret', 'a'))).toBe('new');
    expect(box.deriveKeys('audit').map(({ id }) => id)).toEqual(['new', 'old']);
    expect(box.decrypt(before, 'a')).toBe('secret');
    expect(() => box.encryptWith('never')).toThrow(expect.objectContaining({ code: 'unknown-key' }) as Error);
  });

  it('forgets no key that it had, and takes no other bytes under its id', () => {
    const box = new SecretsBox([OLD]);
    const made = box.encrypt('secret', 'a');
    box.addKeys([NEW]);
    box.addKeys([{ id: 'old', key: NEW.key }]);
    expect(box.decrypt(made, 'a')).toBe('secret');
  });

  it('has marks that tell keys of one id apart and do not hold them', () => {
    const [mark = ''] = new SecretsBox([OLD]).marks;
    expect(mark).toMatch(/^old:[0-9a-f]{16}$/);
    expect(new SecretsBox([NEW, OLD]).marks[1]).toBe(mark);
    expect(new SecretsBox([{ id: 'old', key: NEW.key }]).marks).not.toContain(mark);
  });
});

describe('the generated keys', () => {
  let dataDir: string;
  beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'posthorn-keys-'))));
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('are made once, for their owner alone', () => {
    const made = KeyFile.in(dataDir).loadOrCreate();
    expect(KeyFile.in(dataDir).loadOrCreate()).toEqual(made);
    expect(readdirSync(dataDir)).toEqual(['encryption.keys']);
    expect(statSync(join(dataDir, 'encryption.keys')).mode & 0o777).toBe(0o600);
  });

  it('get a new one before the others, in a file that is still for its owner alone', () => {
    const file = KeyFile.in(dataDir);
    const [first] = file.loadOrCreate();
    const [made, ...rest] = file.generate();
    expect(rest).toEqual([first]);
    expect(made?.id).not.toBe(first?.id);
    expect(file.loadOrCreate()).toEqual([made, first]);
    expect(readdirSync(dataDir)).toEqual(['encryption.keys']);
    expect(statSync(file.path).mode & 0o777).toBe(0o600);
  });

  it('are never replaced when the file is damaged', () => {
    writeFileSync(join(dataDir, 'encryption.keys'), 'k1:oops\n');
    expect(() => KeyFile.in(dataDir).loadOrCreate()).toThrow(ConfigError);
    expect(() => KeyFile.in(dataDir).loadOrCreate()).toThrow('Restore this file from a backup');
  });
});
