import { randomBytes, randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK } from '@posthorn/platform';
import { OperatorEntity, RefreshTokenEntity, type Database } from '@posthorn/store';
import { IsNull, LessThanOrEqual, Not, type EntityManager } from 'typeorm';
import { DATABASE } from '../admin.tokens.js';
import { digestOfToken } from './token-digest.js';

/** A browser that was not opened for this long signs in again. */
const REFRESH_TOKEN_MS = 30 * 86_400_000;
const TOKEN_BYTES = 32;

export interface IssuedRefreshToken {
  readonly token: string;
  readonly operatorId: Uuid;
  readonly familyId: Uuid;
}

/** What the tokens of one sign-in have in common. */
type Family = Pick<RefreshTokenEntity, 'operatorId' | 'familyId' | 'byProvider'>;

export interface SessionStart {
  /** The identity provider vouches for the operator. */
  readonly byProvider?: boolean;
  /** What is written in the same transaction. */
  readonly tell?: (manager: EntityManager) => Promise<void>;
}

/**
 * One sign-in is a family of tokens: each is good once and brings the next. A token that comes a second time was stolen from someone,
 * and nobody can tell from whom, so the whole family ends (RFC 9700 section 4.14.2).
 */
@Injectable()
export class RefreshTokens {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * `null` if the operator was disabled or got another password since it was read: who changes that waits for this row's lock, and ends
   * the sessions that are there then.
   */
  begin(
    { id, passwordHash }: Pick<OperatorEntity, 'id' | 'passwordHash'>,
    { byProvider = false, tell }: SessionStart = {},
  ): Promise<IssuedRefreshToken | null> {
    return this.database.dataSource.transaction(async (manager) => {
      const where = { id, passwordHash: passwordHash ?? IsNull(), status: 'enabled' } as const;
      if (!(await manager.findOne(OperatorEntity, { where, lock: { mode: 'pessimistic_read' } }))) return null;
      await manager.delete(RefreshTokenEntity, { operatorId: id, expiresAt: LessThanOrEqual(this.now()) });
      const issued = await this.issue(manager, { operatorId: id, familyId: randomUUID(), byProvider });
      await tell?.(manager);
      return issued;
    });
  }

  /** `null` if the token is unknown, expired or used. */
  rotate(token: string): Promise<IssuedRefreshToken | null> {
    return this.database.dataSource.transaction(async (manager) => {
      const digest = digestOfToken(token);
      const known = await manager.findOneBy(RefreshTokenEntity, { digest });
      if (!known || !(await holdOperator(manager, known.operatorId, 'pessimistic_read'))) return null;
      const row = await manager.findOne(RefreshTokenEntity, { where: { digest }, lock: { mode: 'pessimistic_write' } });
      if (!row || row.expiresAt <= this.now()) return null;
      if (row.usedAt !== null) {
        await manager.delete(RefreshTokenEntity, { familyId: row.familyId });
        return null;
      }
      await manager.update(RefreshTokenEntity, { digest }, { usedAt: this.now() });
      return this.issue(manager, row);
    });
  }

  /** In the caller's transaction. */
  async endFamily(manager: EntityManager, familyId: Uuid): Promise<void> {
    await manager.delete(RefreshTokenEntity, { familyId });
  }

  /** Signs an operator out everywhere, or everywhere else. In the caller's transaction. */
  async endOperator(manager: EntityManager, operatorId: Uuid, { except }: { readonly except?: Uuid } = {}): Promise<void> {
    await holdOperator(manager, operatorId, 'pessimistic_write');
    await manager.delete(RefreshTokenEntity, { operatorId, ...(except !== undefined && { familyId: Not(except) }) });
  }

  /** Signs an operator out of what the identity provider began. In the caller's transaction. */
  async endProviderSessions(manager: EntityManager, operatorId: Uuid): Promise<void> {
    await holdOperator(manager, operatorId, 'pessimistic_write');
    await manager.delete(RefreshTokenEntity, { operatorId, byProvider: true });
  }

  private async issue(manager: EntityManager, { operatorId, familyId, byProvider }: Family): Promise<IssuedRefreshToken> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    await manager.insert(RefreshTokenEntity, {
      digest: digestOfToken(token),
      ...{ familyId, operatorId, byProvider },
      createdAt: this.now(),
      expiresAt: new Date(this.clock.now() + REFRESH_TOKEN_MS),
      usedAt: null,
    });
    return { token, operatorId, familyId };
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}

/** Before any token's row: a rotation that is under way would else leave a session that nobody ended. `false` = there is none. */
async function holdOperator(manager: EntityManager, id: Uuid, mode: 'pessimistic_read' | 'pessimistic_write'): Promise<boolean> {
  return (await manager.findOne(OperatorEntity, { where: { id }, lock: { mode } })) !== null;
}
