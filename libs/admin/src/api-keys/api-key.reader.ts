import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@posthorn/contracts';
import { CLOCK, LOGGER, type Logger } from '@posthorn/platform';
import { ApiKeyEntity, ApiKeyFormerValueEntity, type Database } from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';
import { digestOfToken } from '../auth/token-digest.js';

const PREFIX = 'phk_';
const KEY_BYTES = 32;
/** 4 of the prefix, then 36 bits of the 256: enough to tell keys apart, of no use to a guesser. */
export const SHOWN_CHARACTERS = 10;
/** A busy key costs one update a minute. */
const LAST_USED_MS = 60_000;
const SHAPE = new RegExp(`^${PREFIX}[A-Za-z0-9_-]{43}$`);

export const isApiKey = (text: string): boolean => text.startsWith(PREFIX);
export const generateApiKey = (): string => `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;

/** What a request showed: the value of now, or one from before a rotation. */
type Value = ApiKeyEntity | ApiKeyFormerValueEntity;

/** Finds the key that a request shows. Read anew each time, so that a revoked one is out at once, in every process. */
@Injectable()
export class ApiKeyReader {
  private readonly marking = new Set<string>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** `null` if it is unknown, revoked, expired, or was replaced and its time is over. */
  async find(text: string): Promise<ApiKeyEntity | null> {
    if (!SHAPE.test(text)) return null;
    const digest = digestOfToken(text);
    const value = await this.valueOf(digest);
    // The index compares digests byte by byte, whose time tells nothing of a value that a guesser could use; this proves the match.
    if (!value || !timingSafeEqual(value.digest, digest) || this.isOver(value)) return null;
    const key = value instanceof ApiKeyEntity ? value : await this.database.dataSource.manager.findOneBy(ApiKeyEntity, { id: value.keyId });
    if (!key || this.isOver(key)) return null;
    this.markUsed(value);
    return key;
  }

  private async valueOf(digest: Buffer): Promise<Value | null> {
    const { manager } = this.database.dataSource;
    return (await manager.findOneBy(ApiKeyEntity, { digest })) ?? manager.findOneBy(ApiKeyFormerValueEntity, { digest });
  }

  private isOver({ expiresAt }: Value): boolean {
    return expiresAt !== null && expiresAt.getTime() <= this.clock.now();
  }

  /** In the background: no request waits for it, and none fails with it. */
  private markUsed(value: Value): void {
    const now = this.clock.now();
    if (value.lastUsedAt !== null && now - value.lastUsedAt.getTime() < LAST_USED_MS) return;
    const id = value.digest.toString('base64url');
    if (this.marking.has(id)) return;
    this.marking.add(id);
    // By its digest: what is rotated meanwhile has not been used.
    void this.database.dataSource.manager
      .update(
        value instanceof ApiKeyEntity ? ApiKeyEntity : ApiKeyFormerValueEntity,
        { digest: value.digest },
        { lastUsedAt: new Date(now) },
      )
      .catch((error: unknown) => this.logger.warn({ err: error }, 'the last use of an API key could not be written'))
      .finally(() => this.marking.delete(id));
  }
}
