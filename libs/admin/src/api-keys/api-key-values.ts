import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK } from '@posthorn/platform';
import { ApiKeyFormerValueEntity, type ApiKeyEntity } from '@posthorn/store';
import { In, MoreThan, type EntityManager } from 'typeorm';
import { digestOfToken } from '../auth/token-digest.js';
import { generateApiKey, SHOWN_CHARACTERS } from './api-key.reader.js';

/** Bounds what a key that is rotated all the time leaves behind; the one that would end first gives way. */
const MAX_FORMER_VALUES = 5;

/** A new value, and what is kept of it. */
export function newValue(): { readonly text: string; readonly kept: Pick<ApiKeyEntity, 'digest' | 'start'> } {
  const text = generateApiKey();
  return { text, kept: { digest: digestOfToken(text), start: text.slice(0, SHOWN_CHARACTERS) } };
}

/** The values that API keys had before they were rotated. */
@Injectable()
export class ApiKeyValues {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Those that still work, by key, the newest first. */
  async former(manager: EntityManager, keyIds: readonly Uuid[]): Promise<ReadonlyMap<Uuid, readonly ApiKeyFormerValueEntity[]>> {
    const where = { keyId: In(keyIds), expiresAt: MoreThan(new Date(this.clock.now())) };
    const values = await manager.find(ApiKeyFormerValueEntity, { where, order: { expiresAt: 'DESC' } });
    return Map.groupBy(values, ({ keyId }) => keyId);
  }

  /** The value of now becomes a former one; it and those before it end after this time at the latest. */
  async retire(manager: EntityManager, key: ApiKeyEntity, forSeconds: number): Promise<void> {
    const expiresAt = new Date(this.clock.now() + forSeconds * 1_000);
    await manager.update(ApiKeyFormerValueEntity, { keyId: key.id, expiresAt: MoreThan(expiresAt) }, { expiresAt });
    const { id: keyId, digest, start, lastUsedAt } = key;
    const known = await manager.find(ApiKeyFormerValueEntity, { where: { keyId }, order: { expiresAt: 'DESC' } });
    const ended = known.filter((value, place) => value.expiresAt.getTime() <= this.clock.now() || place >= MAX_FORMER_VALUES - 1);
    if (ended.length > 0) await manager.remove(ended);
    if (forSeconds > 0) await manager.insert(ApiKeyFormerValueEntity, { keyId, digest, start, expiresAt, lastUsedAt });
  }

  /** Every value but that of now. */
  async forget(manager: EntityManager, keyId: Uuid): Promise<void> {
    await manager.delete(ApiKeyFormerValueEntity, { keyId });
  }
}
