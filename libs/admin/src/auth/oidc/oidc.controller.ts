import { Body, Get, Header, Headers, Ip, Post, Query, Req, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiForbiddenResponse,
  ApiFoundResponse,
  ApiNotFoundResponse,
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AdminController } from '../../api/admin-controller.decorator.js';
import { TokensView } from '../auth.dto.js';
import { Public } from '../public.decorator.js';
import { OidcCodeDto, OidcLoginQueryDto, OidcView } from './oidc.dto.js';
import { OidcService } from './oidc.service.js';

const NOT_SET_UP = 'No identity provider is set up';

@AdminController('auth/oidc')
export class OidcController {
  constructor(private readonly oidc: OidcService) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'Say whether an identity provider is set up' })
  @ApiOkResponse({ type: OidcView })
  describe(): OidcView {
    return this.oidc.describe();
  }

  @Get('login')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Send the browser to the identity provider' })
  @ApiFoundResponse({ description: 'To the identity provider' })
  @ApiNotFoundResponse({ description: NOT_SET_UP })
  async login(@Query() { returnTo }: OidcLoginQueryDto, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const { location, cookie } = await this.oidc.begin(returnTo);
    void reply.status(302).headers({ location, 'set-cookie': cookie });
  }

  /** The provider decides what its answer carries, so the query is read as it is. */
  @Get('callback')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Take the browser back from the identity provider' })
  @ApiQuery({ name: 'code', required: false, type: String })
  @ApiQuery({ name: 'state', required: false, type: String })
  @ApiOkResponse({ type: TokensView, description: 'Without `returnTo`' })
  @ApiFoundResponse({ description: 'To `returnTo`, with a `code` in its query that `POST auth/oidc/tokens` takes once, within a minute' })
  @ApiForbiddenResponse({ description: 'No group has a role here, the email is not verified or taken, or the operator is disabled' })
  @ApiNotFoundResponse({ description: NOT_SET_UP })
  async callback(
    @Req() request: FastifyRequest,
    @Headers('cookie') cookies: string | undefined,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TokensView | undefined> {
    const query = request.url.indexOf('?');
    const answer = await this.oidc.finish(query < 0 ? '' : request.url.slice(query), cookies, address);
    void reply.header('set-cookie', answer.cookie);
    if ('tokens' in answer) return answer.tokens;
    void reply.status(302).header('location', answer.location);
    return undefined;
  }

  @Post('tokens')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Trade the code of a sign-in at the identity provider for a pair of tokens' })
  @ApiCreatedResponse({ type: TokensView })
  trade(@Body() { code }: OidcCodeDto, @Ip() address: string): Promise<TokensView> {
    return this.oidc.trade(code, address);
  }
}
