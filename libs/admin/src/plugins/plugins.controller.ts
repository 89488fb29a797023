import { Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import type { UnavailablePlugin } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { type AnyPlugin } from '@posthorn/plugin-sdk';
import { pluginSchemasOf, remoteOf, type JsonSchema } from '@posthorn/plugin-sdk/host';
import { PLUGINS, UNAVAILABLE_PLUGINS } from '../admin.tokens.js';
import { AdminController } from '../api/admin-controller.decorator.js';
import { ApiPage, type Page } from '../api/page.js';
import { Requires } from '../auth/requires.decorator.js';

const PLUGIN_STATUSES = ['available', 'unavailable'] as const;

export class PluginView {
  @ApiProperty({ example: 'http' }) readonly type!: string;
  @ApiProperty() readonly title!: string;
  @ApiProperty({
    enum: PLUGIN_STATUSES,
    description: '`unavailable`: named by `POSTHORN_PLUGINS` and could not be loaded; deliveries of its destinations wait',
  })
  readonly status!: (typeof PLUGIN_STATUSES)[number];
  @ApiProperty({ type: String, nullable: true, description: 'Why it is unavailable' }) readonly reason!: string | null;
  @ApiProperty({ description: 'From `POSTHORN_PLUGINS`, in threads of its own; otherwise built in' }) readonly custom!: boolean;
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
  constructor(
    @Inject(PLUGINS) private readonly plugins: ReadonlyMap<string, AnyPlugin>,
    @Inject(UNAVAILABLE_PLUGINS) private readonly unavailable: readonly UnavailablePlugin[],
  ) {}

  @Get()
  @Requires('anyone')
  @ApiOperation({ summary: 'List the plugins' })
  @ApiPage(PluginView)
  list(): Page<PluginView> {
    return { data: [...[...this.plugins.values()].map(present), ...this.unavailable.map(presentUnavailable)], nextCursor: null };
  }

  @Get(':type')
  @Requires('anyone')
  @ApiOperation({ summary: 'Read what a plugin wants configured' })
  @ApiOkResponse({ type: PluginView })
  get(@Param('type') type: string): PluginView {
    const plugin = this.plugins.get(type);
    if (plugin) return present(plugin);
    const unavailable = this.unavailable.find((one) => one.type === type);
    if (!unavailable) throw new ProblemError('not-found');
    return presentUnavailable(unavailable);
  }
}

function present(plugin: AnyPlugin): PluginView {
  const { type, title, capabilities } = plugin;
  const { config, secrets } = pluginSchemasOf(plugin);
  const custom = remoteOf(plugin) !== undefined;
  return { type, title, status: 'available', reason: null, custom, capabilities, configSchema: config, secretsSchema: secrets };
}

function presentUnavailable({ type, title, reason }: UnavailablePlugin): PluginView {
  return { type, title, status: 'unavailable', reason, custom: true, capabilities: {}, configSchema: {}, secretsSchema: {} };
}
