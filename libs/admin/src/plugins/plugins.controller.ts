import { Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { ProblemError } from '@posthorn/platform';
import { type AnyPlugin } from '@posthorn/plugin-sdk';
import { pluginSchemasOf, type JsonSchema } from '@posthorn/plugin-sdk/host';
import { PLUGINS } from '../admin.tokens.js';
import { AdminController } from '../api/admin-controller.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';

export class PluginView {
  @ApiProperty({ example: 'http' }) readonly type!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) readonly capabilities!: object;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema 2020-12' }) readonly configSchema!: JsonSchema;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'JSON Schema 2020-12; each property has `writeOnly`, `format: password` and `x-posthorn-secret`',
  })
  readonly secretsSchema!: JsonSchema;
}

@AdminController('plugins')
export class PluginsController {
  constructor(@Inject(PLUGINS) private readonly plugins: ReadonlyMap<string, AnyPlugin>) {}

  @Get()
  @Requires('anyone')
  @ApiOperation({ summary: 'List the plugins' })
  @ApiPage(PluginView)
  list(): Page<PluginView> {
    return { data: [...this.plugins.values()].map(present), nextCursor: null };
  }

  @Get(':type')
  @Requires('anyone')
  @ApiOperation({ summary: 'Read what a plugin wants configured' })
  @ApiOkResponse({ type: PluginView })
  get(@Param('type') type: string): PluginView {
    const plugin = this.plugins.get(type);
    if (!plugin) throw new ProblemError('not-found');
    return present(plugin);
  }
}

function present(plugin: AnyPlugin): PluginView {
  const { type, title, capabilities } = plugin;
  const { config, secrets } = pluginSchemasOf(plugin);
  return { type, title, capabilities, configSchema: config, secretsSchema: secrets };
}
