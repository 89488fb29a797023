import pg from 'pg';

/** The forms in which a secret could lie somewhere: as it is, base64 in each alignment, base64url, and each of them as hexadecimal. */
function formsOf(secret: string): string[] {
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(`${'\0'.repeat(shift)}${secret}`)
      .toString('base64')
      .replace(/=+$/, '');
    // The first and last characters depend on what stands beside it.
    return text.slice(shift === 0 ? 0 : 4, -1);
  });
  const texts = [secret, ...base64, ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
  return texts.flatMap((text) => [text, Buffer.from(text).toString('hex')]);
}

/** Which of these secrets a text holds, by name. Hexadecimal is lower case, as Postgres shows bytes. */
export function secretsIn(text: string, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets)
    .filter(([, secret]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
}

/** Every row of every table, as text; bytes as hexadecimal. */
export async function everythingStored(databaseUrl: string): Promise<ReadonlyMap<string, string>> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    );
    const stored = new Map<string, string>();
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      stored.set(name, rows.map(({ row }) => row).join('\n'));
    }
    return stored;
  } finally {
    await client.end();
  }
}
