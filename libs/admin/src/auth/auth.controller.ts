import { Body, Delete, Get, Header, HttpCode, Ip, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AdminController } from '../api/admin-controller.decorator.js';
import { OperatorView } from '../operators/operator.presenter.js';
import { ChangePasswordDto, RefreshDto, SignInDto, SignOutQueryDto, TokensView } from './auth.dto.js';
import { AuthService } from './auth.service.js';
import { BeforePasswordChange } from './password-change.guard.js';
import { Requires } from './requires.decorator.js';
import { Public } from './public.decorator.js';
import { SignedInOperator, type SignedIn } from './signed-in-operator.js';

@AdminController('auth')
export class AuthController {
  constructor(private readonly auth: AuthService) {}

  @Post('tokens')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Sign in with email and password' })
  @ApiCreatedResponse({ type: TokensView })
  signIn(@Body() body: SignInDto, @Ip() address: string): Promise<TokensView> {
    return this.auth.signIn(body, address);
  }

  @Post('tokens/refresh')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Trade a refresh token for a new pair of tokens' })
  @ApiCreatedResponse({ type: TokensView })
  refresh(@Body() body: RefreshDto): Promise<TokensView> {
    return this.auth.refresh(body.refreshToken);
  }

  @Delete('tokens')
  @BeforePasswordChange()
  @HttpCode(204)
  @Requires('operator')
  @ApiOperation({ summary: 'Sign out of this session, or of all' })
  @ApiNoContentResponse()
  signOut(@SignedInOperator() signedIn: SignedIn, @Query() query: SignOutQueryDto): Promise<void> {
    return this.auth.signOut(signedIn, query.everywhere === 'true');
  }

  @Post('password')
  @BeforePasswordChange()
  @HttpCode(204)
  @Requires('operator')
  @ApiOperation({ summary: 'Change your own password' })
  @ApiNoContentResponse({ description: 'Changed; every other session has ended' })
  changePassword(@SignedInOperator() signedIn: SignedIn, @Body() body: ChangePasswordDto, @Ip() address: string): Promise<void> {
    return this.auth.changePassword(signedIn, body, address);
  }

  @Get('me')
  @BeforePasswordChange()
  @Requires('operator')
  @ApiOperation({ summary: 'Read who is signed in' })
  @ApiOkResponse({ type: OperatorView })
  me(@SignedInOperator() signedIn: SignedIn): OperatorView {
    return this.auth.me(signedIn);
  }
}
