import { KeyRotation } from '@posthorn/store';
import { startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { created } from '../testing/test-team.js';

describe('the encryption keys in the admin API', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  it('are listed by id, with what each seals and whether it may go', async () => {
    await created(admin.call('post', 'sources', { name: 'S', verification: { provider: 'bearer', secrets: ['hush', 'hush hush'] } }));
    await created(
      admin.call(
        'post',
        'destinations',
        { name: 'D', plugin: 'hook', config: { url: 'https://example.com/' } },
        { 'idempotency-key': 'a' },
      ),
    );
    const { status, body } = await admin.send('get', 'encryption-keys');
    expect([status, body]).toEqual([
      200,
      {
        data: [
          {
            ...{ id: 'k1', encrypts: true, removable: false, neededFor: ['encrypts', 'processes', 'sealed-values'] },
            sealed: { sourceSecrets: 2, destinationSecrets: 1, refusals: 0, idempotencyAnswers: 1 },
            ...{ usedSince: expect.any(String) as string, retiredAt: null },
          },
        ],
        nextCursor: null,
        rotation: null,
      },
    ]);
    expect(admin.answers.join('\n')).not.toContain(Buffer.alloc(32, 7).toString('base64').slice(0, 20));
  });

  it('do not rotate without a new one, and the answer says what to do', async () => {
    const { status, body } = await admin.send('post', 'encryption-keys/rotate');
    expect([status, body]).toMatchObject([
      409,
      { code: 'conflict', detail: expect.stringContaining('POSTHORN_ENCRYPTION_KEYS') as string },
    ]);
  });

  it('do not rotate while a running process lacks the new one', async () => {
    await admin.database.pool.query(`insert into process (epoch, low_water) values (999, null)`);
    await admin.database.pool.query(`update source_secret set value = '\\x01026b30' where id in (select id from source_secret limit 1)`);
    const { status, body } = await admin.send('post', 'encryption-keys/rotate');
    expect([status, body]).toMatchObject([
      409,
      { detail: expect.stringMatching(/^1 of 2 running processes do not have the key "k1"/) as string },
    ]);
    await admin.database.pool.query(`update process set ended_at = now() where epoch = 999`);
  });

  it('rotate once, and the audit log of the installation says so', async () => {
    const answers = [await admin.send('post', 'encryption-keys/rotate'), await admin.send('post', 'encryption-keys/rotate')];
    for (const { status, body } of answers) {
      expect([status, body]).toMatchObject([202, { keyId: 'k1', status: 'running', finishedAt: null, resealed: 0, unreadable: 0 }]);
    }
    const { body } = await admin.send('get', 'audit-log?action=encryption-key.rotated');
    expect((body as { data: object[] }).data).toMatchObject([{ resourceType: 'encryption-key', resourceId: 'k1' }]);
    await admin.app.get(KeyRotation).run();
    expect((await admin.send('get', 'encryption-keys')).body).toMatchObject({ rotation: { status: 'finished', unreadable: 1 } });
  });
});
