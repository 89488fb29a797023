import { createSecretKey } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { fromTypeId, ID_PREFIXES } from '@posthorn/contracts';
import { OperatorEntity, RefreshTokenEntity, type Database } from '@posthorn/store';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { DATABASE } from '../admin.tokens.js';
import { AccessToken, TOKEN_ALGORITHM, TOKEN_ISSUER } from './access-token.js';
import type { SignedIn } from './signed-in-operator.js';

export const ACCESS_TOKEN_STRATEGY = 'access-token';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads `Authorization: Bearer`. Operator and family are read anew each time, so that disabling and signing out take effect at once. */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, ACCESS_TOKEN_STRATEGY) {
  constructor(
    private readonly tokens: AccessToken,
    @Inject(DATABASE) private readonly database: Database,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      secretOrKeyProvider: (_request: unknown, token: string, done: (error: unknown, key?: Buffer) => void) => {
        const key = tokens.keyOf(token);
        // Of bytes, jsonwebtoken first tries to make a public key, and throws: as dear as all the rest of the check. Its types know bytes only.
        if (key) done(null, createSecretKey(key) as unknown as Buffer);
        else done(new Error('no such key'));
      },
      algorithms: [TOKEN_ALGORITHM],
      issuer: TOKEN_ISSUER,
      audience: TOKEN_ISSUER,
      ignoreExpiration: true,
    });
  }

  /** `null` = 401. */
  async validate(claims: Readonly<Record<string, unknown>>): Promise<SignedIn | null> {
    if (this.tokens.isExpired(claims['exp'])) return null;
    const id = fromTypeId(ID_PREFIXES.operator, String(claims['sub']));
    const familyId = claims['fid'];
    if (id === null || typeof familyId !== 'string' || !UUID.test(familyId)) return null;
    const { manager } = this.database.dataSource;
    const operator = await manager.findOneBy(OperatorEntity, { id, status: 'enabled' });
    const session = operator && (await manager.findOneBy(RefreshTokenEntity, { familyId, operatorId: id }));
    return session && { operator, familyId, byProvider: session.byProvider };
  }
}
