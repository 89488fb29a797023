import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock, type Uuid } from '@posthorn/contracts';
import { CLOCK, SecretsBox } from '@posthorn/platform';
import { decodeProtectedHeader, SignJWT } from 'jose';

export const ACCESS_TOKEN_SECONDS = 900;
export const TOKEN_ISSUER = 'posthorn';
export const TOKEN_ALGORITHM = 'HS256';
const KEY_PURPOSE = 'access-token';

/** Makes access tokens, and finds the key that one was made with. */
@Injectable()
export class AccessToken {
  constructor(
    private readonly box: SecretsBox,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  sign(operatorId: Uuid, familyId: Uuid): Promise<string> {
    const nowSeconds = Math.floor(this.clock.now() / 1_000);
    const [current] = this.box.deriveKeys(KEY_PURPOSE);
    if (!current) throw new Error('unreachable: a secrets box has a key');
    return new SignJWT({ fid: familyId })
      .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: current.id })
      .setSubject(toTypeId(ID_PREFIXES.operator, operatorId))
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_ISSUER)
      .setIssuedAt(nowSeconds)
      .setExpirationTime(nowSeconds + ACCESS_TOKEN_SECONDS)
      .sign(current.key);
  }

  /** The key that the token says it was signed with; `null` if there is none. A token from before a rotation stays good for its time. */
  keyOf(token: string): Buffer | null {
    try {
      const { kid } = decodeProtectedHeader(token);
      return this.box.deriveKeys(KEY_PURPOSE).find(({ id }) => id === kid)?.key ?? null;
    } catch {
      return null;
    }
  }

  /** Judged by the relay's own clock, not by the library's. */
  isExpired(expiresAtSeconds: unknown): boolean {
    return typeof expiresAtSeconds !== 'number' || this.clock.now() >= expiresAtSeconds * 1_000;
  }
}
