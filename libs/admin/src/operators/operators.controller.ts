import { Body, Delete, Get, Header, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { ApiBody, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';
import { AdminController } from '../api/admin-controller.decorator.js';
import { Created } from '../api/created.decorator.js';
import { IdParam } from '../api/id-param.decorator.js';
import { IfMatch } from '../api/if-match.decorator.js';
import { ListQueryDto } from '../api/list-query.dto.js';
import { PatchBody, type JsonObject } from '../api/merge-patch.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';
import { CreateOperatorDto, PatchOperatorDto } from './operator.dto.js';
import { OperatorView, OperatorWithPasswordView } from './operator.presenter.js';
import { OperatorsService } from './operators.service.js';

@AdminController('operators')
export class OperatorsController {
  constructor(private readonly operators: OperatorsService) {}

  @Get()
  @Requires('owner')
  @ApiOperation({ summary: 'List the operators' })
  @ApiPage(OperatorView)
  list(@Query() query: ListQueryDto): Promise<Page<OperatorView>> {
    return this.operators.list(query);
  }

  @Post()
  @Requires('owner')
  @Created()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Create an operator' })
  @ApiCreatedResponse({ type: OperatorWithPasswordView })
  create(@Body() body: CreateOperatorDto): Promise<OperatorWithPasswordView> {
    return this.operators.create(body);
  }

  @Get(':id')
  @Requires('owner')
  @ApiOperation({ summary: 'Read an operator' })
  @ApiOkResponse({ type: OperatorView })
  get(@IdParam('operator') id: string): Promise<OperatorView> {
    return this.operators.get(id);
  }

  @Patch(':id')
  @Requires('owner')
  @ApiOperation({ summary: "Change an operator's name, role or status" })
  @ApiBody({ type: PatchOperatorDto })
  @ApiOkResponse({ type: OperatorView })
  update(@IdParam('operator') id: string, @PatchBody() patch: JsonObject, @IfMatch() ifMatch: string | null): Promise<OperatorView> {
    return this.operators.update(id, patch, ifMatch);
  }

  @Post(':id/password')
  @Requires('owner')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Give an operator a new password, shown once' })
  @ApiOkResponse({ type: OperatorWithPasswordView, description: 'A new password, shown this once; every session has ended' })
  resetPassword(@IdParam('operator') id: string): Promise<OperatorWithPasswordView> {
    return this.operators.resetPassword(id);
  }

  @Delete(':id')
  @Requires('owner')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete an operator' })
  @ApiNoContentResponse()
  remove(@IdParam('operator') id: string, @IfMatch() ifMatch: string | null): Promise<void> {
    return this.operators.remove(id, ifMatch);
  }
}
