import { Body, Get, Header, Ip, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiExcludeEndpoint, ApiOperation } from '@nestjs/swagger';
import { AdminController } from '../api/admin-controller.decorator.js';
import { Public } from '../auth/public.decorator.js';
import { ACCEPT_PAGE, ACCEPT_PAGE_POLICY } from './accept-page.js';
import { InvitationAcceptanceService } from './invitation-acceptance.service.js';
import { AcceptInvitationDto } from './invitation.dto.js';
import { AcceptedInvitationView } from './invitation.presenter.js';

@AdminController('auth/invitations')
export class InvitationAcceptanceController {
  constructor(private readonly acceptance: InvitationAcceptanceService) {}

  @Post('accept')
  @Public()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Accept an invitation' })
  @ApiCreatedResponse({ type: AcceptedInvitationView, description: 'The operator is there and a member; sign in next' })
  @ApiConflictResponse({ description: 'The operator is a member already, or changed meanwhile' })
  accept(@Body() body: AcceptInvitationDto, @Ip() address: string): Promise<AcceptedInvitationView> {
    return this.acceptance.accept(body, address);
  }

  /** For browsers; it shows nothing that needs a right. */
  @Get('accept')
  @Public()
  @ApiExcludeEndpoint()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', ACCEPT_PAGE_POLICY)
  page(): string {
    return ACCEPT_PAGE;
  }
}
