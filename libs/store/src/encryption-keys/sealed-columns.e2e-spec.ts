import { openTestDatabase } from '../testing/index.js';
import { OPEN_COLUMNS, SEALED_COLUMNS } from './sealed-columns.js';

it('every column of bytes is either re-encrypted by a rotation or says what is in it: a new one must be added to one of the lists', async () => {
  const database = await openTestDatabase();
  try {
    const { rows } = await database.pool.query<{ name: string }>(`
      select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and a.attnum > 0 and not a.attisdropped and a.atttypid in ('bytea'::regtype, 'bytea[]'::regtype)`);
    const listed = [...SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`), ...Object.keys(OPEN_COLUMNS)];
    expect(rows.map(({ name }) => name).sort()).toEqual(listed.sort());
  } finally {
    await database.close();
  }
});
