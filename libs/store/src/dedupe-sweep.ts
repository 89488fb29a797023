import type { Pool } from 'pg';

/** By the first byte of a key. */
const SLICES = 256;

/**
 * Deletes expired dedupe keys slice by slice. Keys are digests, so a slice of their range is a fair sample, and the primary key
 * finds it: an index by expiry would cost every accepted event. One turn of all slices takes `SLICES` calls.
 */
export class DedupeSweep {
  private slice = 0;

  constructor(private readonly pool: Pool) {}

  /** Sweeps the next slice; answers how many keys went. */
  async next(): Promise<number> {
    const from = Buffer.from([this.slice]);
    const to = this.slice === SLICES - 1 ? null : Buffer.from([this.slice + 1]);
    this.slice = (this.slice + 1) % SLICES;
    const { rowCount } = await this.pool.query(
      'delete from dedupe where key >= $1 and ($2::bytea is null or key < $2) and expires_at <= now()',
      [from, to],
    );
    return rowCount ?? 0;
  }
}
