import pg from 'pg';
import { backOff } from './back-off.js';

/** What processes tell each other through the database. Never in a hot statement: `NOTIFY` takes a global lock (−26 % measured). */
export const CHANNEL = {
  configuration: 'posthorn_configuration',
  deliveries: 'posthorn_deliveries',
  health: 'posthorn_health',
} as const;
export type Channel = (typeof CHANNEL)[keyof typeof CHANNEL];

export interface NotificationsOptions {
  readonly url: string;
  readonly onError: (error: unknown) => void;
}

type Handler = (payload: string) => void;

/** A query of this connection that takes longer has lost its server. */
const QUERY_TIMEOUT_MS = 2_000;
const CONNECT_TIMEOUT_MS = 2_000;

/** One connection that listens, and connects again by itself. What was said while it was away is lost: listeners look for themselves then. */
export class Notifications {
  private client: pg.Client | null = null;
  private readonly handlers = new Map<Channel, Handler[]>();
  private readonly reconnected: (() => void)[] = [];
  private stopped = false;

  constructor(private readonly options: NotificationsOptions) {}

  on(channel: Channel, handler: Handler): void {
    this.handlers.set(channel, [...(this.handlers.get(channel) ?? []), handler]);
  }

  /** Called after each connecting: something may have been missed. */
  onConnect(listener: () => void): void {
    this.reconnected.push(listener);
  }

  async start(): Promise<void> {
    await this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await this.client?.end().catch(() => undefined);
  }

  /** Asks over the listening connection: an answer proves that notifications arrive. */
  async query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    const client = this.client;
    if (!client) throw new Error('the listening connection is lost');
    try {
      return (await client.query<Row>(text)).rows;
    } catch (error) {
      // Silent or broken, it is of no more use: ending it starts the next.
      void client.end().catch(() => undefined);
      throw error;
    }
  }

  /** Gives this connection up for a new one, which may lead to another server. */
  reconnect(): void {
    void this.client?.end().catch(() => undefined);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.options.url,
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: QUERY_TIMEOUT_MS,
      application_name: 'posthorn listener',
    });
    client.on('notification', ({ channel, payload }) => {
      for (const handler of this.handlers.get(channel as Channel) ?? []) handler(payload ?? '');
    });
    client.on('error', (error) => this.options.onError(error));
    try {
      await client.connect();
      for (const channel of Object.values(CHANNEL)) await client.query(`listen ${channel}`);
    } catch (error) {
      void client.end().catch(() => undefined);
      throw error;
    }
    client.once('end', () => void this.connectAgain());
    this.client = client;
    for (const listener of this.reconnected) listener();
  }

  private async connectAgain(): Promise<void> {
    this.client = null;
    for (let attempt = 0; !this.stopped; attempt++) {
      await backOff(attempt);
      try {
        return await this.connect();
      } catch (error) {
        this.options.onError(error);
      }
    }
  }
}
