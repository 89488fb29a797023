import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK } from '@posthorn/platform';
import { ProviderSignInEntity, type Database } from '@posthorn/store';
import { LessThanOrEqual } from 'typeorm';
import { DATABASE } from '../../admin.tokens.js';
import { digestOfToken } from '../token-digest.js';
import { SIGN_IN_SECONDS } from './sign-in-cookie.js';

const CODE_SECONDS = 60;
const CODE_BYTES = 32;

/** Sign-ins that the provider has answered. In the database, so that each is good once whichever process it comes to. */
@Injectable()
export class OidcSignIns {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** `false` if this state was used before. */
  async use(state: string, operatorId: Uuid): Promise<boolean> {
    return (await this.insert(state, operatorId, null)) > 0;
  }

  /** A code to be traded for tokens, once; `null` if this state was used before. */
  async useForCode(state: string, operatorId: Uuid): Promise<string | null> {
    const code = randomBytes(CODE_BYTES).toString('base64url');
    return (await this.insert(state, operatorId, digestOfToken(code))) > 0 ? code : null;
  }

  isUsed(state: string): Promise<boolean> {
    return this.database.dataSource.manager.existsBy(ProviderSignInEntity, { stateDigest: digestOfToken(state) });
  }

  /** Whose code it is; `null` if it is unknown, used or too old. */
  async trade(code: string): Promise<Uuid | null> {
    const { rows } = await this.database.pool.query<{ operator_id: Uuid }>(
      'update provider_sign_in set code_digest = null where code_digest = $1 and code_expires_at > $2 returning operator_id',
      [digestOfToken(code), this.in(0)],
    );
    return rows[0]?.operator_id ?? null;
  }

  /** Rows that were inserted. Old ones go with it: there are never more than the sign-ins of some minutes. */
  private async insert(state: string, operatorId: Uuid, codeDigest: Buffer | null): Promise<number> {
    await this.database.dataSource.manager.delete(ProviderSignInEntity, { expiresAt: LessThanOrEqual(this.in(0)) });
    const { rowCount } = await this.database.pool.query(
      `insert into provider_sign_in (state_digest, operator_id, code_digest, code_expires_at, expires_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing`,
      [digestOfToken(state), operatorId, codeDigest, codeDigest && this.in(CODE_SECONDS), this.in(SIGN_IN_SECONDS)],
    );
    return rowCount ?? 0;
  }

  private in(seconds: number): Date {
    return new Date(this.clock.now() + seconds * 1_000);
  }
}
