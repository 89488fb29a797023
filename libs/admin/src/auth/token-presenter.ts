import { Injectable } from '@nestjs/common';
import type { OperatorEntity } from '@posthorn/store';
import { ACCESS_TOKEN_SECONDS, AccessToken } from './access-token.js';
import type { TokensView } from './auth.dto.js';
import type { IssuedRefreshToken } from './refresh-tokens.js';

/** What every way of signing in answers with. */
@Injectable()
export class TokenPresenter {
  constructor(private readonly accessTokens: AccessToken) {}

  async present({ token, operatorId, familyId }: IssuedRefreshToken, operator: OperatorEntity): Promise<TokensView> {
    const { mustChangePassword, passwordChangeBy } = operator;
    return {
      accessToken: await this.accessTokens.sign(operatorId, familyId),
      tokenType: 'Bearer',
      expiresIn: ACCESS_TOKEN_SECONDS,
      refreshToken: token,
      ...(mustChangePassword && { mustChangePassword }),
      ...(passwordChangeBy && { passwordChangeBy: passwordChangeBy.toISOString() }),
    };
  }
}
