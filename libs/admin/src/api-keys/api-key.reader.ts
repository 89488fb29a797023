import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, LOGGER, type Logger } from '@posthorn/platform';
import { ApiKeyEntity, type Database } from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';

const PREFIX = 'phk_';
const KEY_BYTES = 32;
/** 4 of the prefix, then 36 bits of the 256: enough to tell keys apart, of no use to a guesser. */
export const SHOWN_CHARACTERS = 10;
/** A busy key costs one update a minute. */
const LAST_USED_MS = 60_000;
const SHAPE = new RegExp(`^${PREFIX}[A-Za-z0-9_-]{43}$`);

export const isApiKey = (text: string): boolean => text.startsWith(PREFIX);
export const generateApiKey = (): string => `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
/** No salt and no slow hash: 256 random bits cannot be guessed. */
export const digestOfApiKey = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Finds the key that a request shows. Read anew each time, so that a revoked one is out at once. */
@Injectable()
export class ApiKeyReader {
  private readonly marking = new Set<Uuid>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `null` if it is unknown, revoked or expired. */
  async find(text: string): Promise<ApiKeyEntity | null> {
    if (!SHAPE.test(text)) return null;
    const key = await this.database.dataSource.manager.findOneBy(ApiKeyEntity, { digest: digestOfApiKey(text) });
    const now = this.clock.now();
    if (!key || (key.expiresAt !== null && key.expiresAt.getTime() <= now)) return null;
    if (key.lastUsedAt === null || now - key.lastUsedAt.getTime() >= LAST_USED_MS) this.markUsed(key.id, now);
    return key;
  }

  /** In the background: no request waits for it, and none fails with it. */
  private markUsed(id: Uuid, now: number): void {
    if (this.marking.has(id)) return;
    this.marking.add(id);
    void this.database.dataSource.manager
      .update(ApiKeyEntity, { id }, { lastUsedAt: new Date(now) })
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the last use of an API key could not be written'))
      .finally(() => this.marking.delete(id));
  }
}
