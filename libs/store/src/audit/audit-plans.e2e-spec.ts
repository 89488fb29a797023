import { INSTALLATION_CHAIN } from './audit-chain.js';
import { AuditReader } from './audit-reader.js';
import { openTestDatabase } from '../testing/index.js';

const ENTRIES = 20_000;

it('every list of the audit log reads little among many entries', async () => {
  const database = await openTestDatabase();
  try {
    await database.pool.query(
      `insert into audit_entry (project_id, id, number, at, actor_id, action, resource_type, resource_id, previous_hash, hash)
       select $1, ('019b4132-70aa-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, n, now(), 'opr_' || n % 500, 'a.b' || n % 500, 'a',
         'src_' || n % 500, '', '' from generate_series(1, $2::int) n`,
      [INSTALLATION_CHAIN, ENTRIES],
    );
    await database.pool.query('vacuum analyze audit_entry');
    const reader = new AuditReader(database.pool);
    for (const filter of [{}, { actorId: 'opr_7' }, { action: 'a.b7' }, { resourceId: 'src_7' }]) {
      expect(await blocksReadBy(() => reader.list({ projectId: null, ...filter }, 20))).toBeLessThan(80);
    }
  } finally {
    await database.close();
  }

  /** On one connection, since statistics are counted for each. */
  async function blocksReadBy(list: () => Promise<unknown[]>): Promise<number> {
    const blocks = async (): Promise<number> => {
      const { rows } = await database.pool.query<{ blocks: string }>(
        `select pg_stat_force_next_flush(), heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read as blocks
         from pg_statio_user_tables where relname = 'audit_entry'`,
      );
      return Number(rows[0]?.blocks);
    };
    await blocks();
    const before = await blocks();
    expect((await list()).length).toBe(20);
    await blocks();
    return (await blocks()) - before;
  }
});
