import type { Pool } from 'pg';
import type { EntityManager } from 'typeorm';
import { KEPT_MS } from '../idempotency/idempotency-store.js';
import { countIn, existsIn, FINGERPRINTS_OF, PROCESSES_WITHOUT } from '../sql/encryption-keys.sql.js';
import { SEALED_COLUMNS, SEALED_KINDS, type SealedKind } from './sealed-columns.js';

/** As `POSTHORN_ENCRYPTION_KEYS` allows. */
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

/** How many boxes of each kind one key seals. */
export type SealedCounts = Readonly<Record<SealedKind, number>>;

/** One encryption key, as the installation knows it. */
export interface KeyFacts {
  readonly id: string;
  readonly encrypts: boolean;
  /** Whether this process has it. */
  readonly isHere: boolean;
  /** `null` = it has never encrypted. */
  readonly usedSince: Date | null;
  readonly retiredAt: Date | null;
  readonly sealed: SealedCounts;
  /** Records of an `Idempotency-Key` that are compared by a digest made with it. */
  readonly idempotencyRecords: number;
  /** Living processes that encrypt with it. */
  readonly usedBy: number;
}

interface Queries {
  query<T extends object>(text: string, values?: unknown[]): Promise<T[]>;
}

/** What seals what. Counts every box, so that it is the truth and not a memory of it: not for a hot path. */
export class KeyReport {
  constructor(private readonly pool: Pool) {}

  /** @param own the keys of this process, in their order; after them come those that only the database knows. */
  async keys(own: readonly string[]): Promise<KeyFacts[]> {
    const queries = queriesOf(this.pool);
    const counts = await countAll(queries);
    const known = await queries.query<{ id: string; active: boolean; used_since: Date; retired_at: Date | null }>(
      'select id, active, used_since, retired_at from encryption_key order by used_since, id',
    );
    const ids = new Set([...own, ...known.map(({ id }) => id), ...counts.keys()]);
    const facts = [...ids].map(async (id): Promise<KeyFacts> => {
      const row = known.find((one) => one.id === id);
      const [fingerprints] = await queries.query<{ records: number }>(FINGERPRINTS_OF, [id, KEPT_MS]);
      const [processes] = await queries.query<{ living: number; behind: number }>(PROCESSES_WITHOUT, ['', id]);
      return {
        ...{ id, encrypts: row?.active ?? false, isHere: own.includes(id) },
        ...{ usedSince: row?.used_since ?? null, retiredAt: row?.retired_at ?? null, sealed: counts.get(id) ?? none() },
        idempotencyRecords: fingerprints?.records ?? 0,
        usedBy: processes ? processes.living - processes.behind : 0,
      };
    });
    return Promise.all(facts);
  }
}

/** Whether a key that is not here can be let go of: nothing is sealed with it. */
export async function isSealing(pool: Pool, keyId: string): Promise<boolean> {
  const head = Buffer.concat([Buffer.of(1, keyId.length), Buffer.from(keyId, 'latin1')]);
  for (const column of SEALED_COLUMNS) {
    const { rows } = await pool.query<{ found: boolean }>(existsIn(column), [head]);
    if (rows[0]?.found) return true;
  }
  return false;
}

/** Whether anything is sealed with another key than this one. */
export async function anySealedByOthers(manager: EntityManager, keyId: string): Promise<boolean> {
  const counts = await countAll({ query: (text, values) => manager.query(text, values) });
  return [...counts.keys()].some((id) => id !== keyId);
}

async function countAll({ query }: Queries): Promise<Map<string, SealedCounts>> {
  const counts = new Map<string, SealedCounts>();
  for (const column of SEALED_COLUMNS) {
    for (const { key_id: hex, boxes } of await query<{ key_id: string; boxes: number }>(countIn(column))) {
      const id = Buffer.from(hex, 'hex').toString('latin1');
      // Of a damaged box, which no key opens.
      if (!KEY_ID.test(id)) continue;
      counts.set(id, { ...(counts.get(id) ?? none()), [column.kind]: boxes });
    }
  }
  return counts;
}

const none = (): SealedCounts => Object.fromEntries(SEALED_KINDS.map((kind) => [kind, 0])) as SealedCounts;

function queriesOf(pool: Pool): Queries {
  return { query: async <T extends object>(text: string, values: unknown[] = []) => (await pool.query<T>(text, values)).rows };
}
