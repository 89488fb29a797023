import { Get, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
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
  @ApiPage(ProviderView)
  list(): Page<ProviderView> {
    return { data: SCHEMES.map(presentProvider), nextCursor: null };
  }

  @Get(':name')
  @Requires('anyone')
  @ApiOkResponse({ type: ProviderView })
  get(@Param('name') name: string): ProviderView {
    const scheme = findScheme(name);
    if (!scheme) throw new ProblemError('not-found');
    return presentProvider(scheme);
  }
}
