import { Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { ProblemError } from '@posthorn/platform';
import { findScheme, SCHEMES } from '@posthorn/verification';
import { AdminController } from '../api/admin-controller.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { presentProvider, ProviderView } from './provider.presenter.js';

@AdminController('providers')
export class ProvidersController {
  @Get()
  @Requires('anyone')
  @ApiOperation({ summary: 'List the providers of webhooks' })
  @ApiPage(ProviderView)
  list(): Page<ProviderView> {
    return { data: SCHEMES.map(presentProvider), nextCursor: null };
  }

  @Get(':name')
  @Requires('anyone')
  @ApiOperation({ summary: 'Read what a provider wants set up' })
  @ApiOkResponse({ type: ProviderView })
  get(@Param('name') name: string): ProviderView {
    const scheme = findScheme(name);
    if (!scheme) throw new ProblemError('not-found');
    return presentProvider(scheme);
  }
}
