import { randomUUID } from 'node:crypto';
import { fromUUID } from 'typeid-js';
import { fromTypeId, toTypeId } from './ids.js';

const UUID = '019b4132-70aa-764f-b315-e2803d882a24';

describe('TypeIDs', () => {
  it('are those of the TypeID library', () => {
    const uuids = [
      UUID,
      '00000000-0000-0000-0000-000000000000',
      'ffffffff-ffff-ffff-ffff-ffffffffffff',
      ...Array.from({ length: 500 }, () => randomUUID()),
    ];
    expect(uuids.map((uuid) => toTypeId('evt', uuid))).toEqual(uuids.map((uuid) => fromUUID(uuid, 'evt')));
  });

  it('come back as the UUID that they show', () => {
    expect(fromTypeId('evt', toTypeId('evt', UUID))).toBe(UUID);
  });

  it.each([
    ['another prefix', toTypeId('dlv', UUID)],
    ['a plain UUID', UUID],
    ['an impossible suffix', 'evt_zzzzzzzzzzzzzzzzzzzzzzzzzz'],
    ['nothing', ''],
    ['a NUL', 'evt_\0'],
  ])('are absent for %s', (_case, text) => {
    expect(fromTypeId('evt', text)).toBeNull();
  });
});
