import { MailRefusedError, OutboundError } from '@posthorn/contracts';
import type { MailConnection } from './mail-connection.js';

/** Mail servers count the connections of a sender, and refuse the rest. */
const MAX_CONNECTIONS_PER_POOL = 5;
const MAX_KEPT_CONNECTIONS = 256;
const MAX_MAILS_PER_CONNECTION = 100;
const MAX_AGE_MS = 60_000;
const IDLE_MS = 5_000;

interface Pool {
  open: number;
  readonly idle: Kept[];
  readonly waiting: (() => void)[];
}

interface Kept {
  readonly connection: MailConnection;
  readonly timer: NodeJS.Timeout;
}

/** Sessions kept for a moment, by who may use them. A pool lives as long as somebody uses it or a session is kept in it. */
export class MailConnections {
  private readonly pools = new Map<string, Pool>();
  private kept = 0;

  constructor(private readonly idleMs = IDLE_MS) {}

  /**
   * Runs `send` with a kept session, or one that `open` makes. One that was kept may have ended in the meantime without a word: if it did
   * before it took anything of the message, which `send` tells, the mail goes through a new one.
   */
  async use<T>(
    key: string,
    signal: AbortSignal,
    open: () => Promise<MailConnection>,
    send: (connection: MailConnection, began: () => void) => Promise<T>,
  ): Promise<T> {
    const pool = await this.enter(key, signal);
    try {
      const kept = this.take(pool);
      if (kept) {
        let begun = false;
        try {
          return await this.sendOver(pool, kept, signal, () => send(kept, () => (begun = true)));
        } catch (error) {
          if (begun || signal.aborted || !isSessionsEnd(error)) throw error;
        }
      }
      return await this.sendOver(pool, await open(), signal, (connection) => send(connection, () => undefined));
    } finally {
      this.leave(key, pool);
    }
  }

  close(): void {
    for (const { idle } of this.pools.values()) {
      for (const { connection, timer } of idle.splice(0)) {
        clearTimeout(timer);
        connection.destroy();
      }
    }
    this.pools.clear();
    this.kept = 0;
  }

  private async sendOver<T>(
    pool: Pool,
    connection: MailConnection,
    signal: AbortSignal,
    work: (connection: MailConnection) => Promise<T>,
  ): Promise<T> {
    const onAbort = () => connection.destroy();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) onAbort();
    try {
      const result = await work(connection);
      this.keep(pool, connection);
      return result;
    } catch (error) {
      // What state it is in after a refusal is the server's secret.
      connection.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  private async enter(key: string, signal: AbortSignal): Promise<Pool> {
    const pool = this.pools.get(key) ?? { open: 0, idle: [], waiting: [] };
    this.pools.set(key, pool);
    if (pool.open < MAX_CONNECTIONS_PER_POOL) {
      pool.open += 1;
      return pool;
    }
    // Who leaves hands its place over.
    await new Promise<void>((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener('abort', onAbort);
        resolve();
      };
      const onAbort = () => {
        pool.waiting.splice(pool.waiting.indexOf(turn), 1);
        reject(signal.reason as Error);
      };
      if (signal.aborted) return reject(signal.reason as Error);
      pool.waiting.push(turn);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    return pool;
  }

  private leave(key: string, pool: Pool): void {
    const next = pool.waiting.shift();
    if (next) return next();
    pool.open -= 1;
    this.forgetEmpty(key, pool);
  }

  private forgetEmpty(key: string, pool: Pool): void {
    if (pool.open === 0 && pool.idle.length === 0 && this.pools.get(key) === pool) this.pools.delete(key);
  }

  private take(pool: Pool): MailConnection | null {
    for (let kept = pool.idle.pop(); kept; kept = pool.idle.pop()) {
      clearTimeout(kept.timer);
      this.kept -= 1;
      if (kept.connection.isOpen) return kept.connection;
    }
    return null;
  }

  private keep(pool: Pool, connection: MailConnection): void {
    const isSpent = connection.mails >= MAX_MAILS_PER_CONNECTION || performance.now() - connection.openedAtMs > MAX_AGE_MS;
    if (isSpent || this.kept >= MAX_KEPT_CONNECTIONS || !connection.isOpen) return connection.quit();
    const timer = setTimeout(() => {
      const at = pool.idle.findIndex((kept) => kept.connection === connection);
      if (at === -1) return;
      pool.idle.splice(at, 1);
      this.kept -= 1;
      connection.quit();
      for (const [key, one] of this.pools) if (one === pool) this.forgetEmpty(key, pool);
    }, this.idleMs);
    timer.unref();
    pool.idle.push({ connection, timer });
    this.kept += 1;
  }
}

/** 421: the server closes the session (RFC 5321 section 3.8). */
function isSessionsEnd(error: unknown): boolean {
  if (error instanceof MailRefusedError) return error.responseCode === 421;
  return error instanceof OutboundError && error.code === 'network';
}
