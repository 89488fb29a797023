import type { PluginName } from './plugin-name.js';

/** A plugin that works as it stands: JSON to a URL, with a token. */
export function pluginSource({ type, title, constant }: PluginName): string {
  return `import { classifyResponse, definePlugin, previewPart, renderField, templateFaults, templateVariables } from '@posthorn/plugin-sdk';
import { z } from 'zod';

const configSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).meta({ title: 'URL', description: 'Where events are posted to.' }),
  summary: z
    .string()
    .max(2_000)
    .default('{{ event.type }} from {{ source.slug }}')
    .meta({ title: 'Summary', description: 'A Liquid template.' }),
});

const secretsSchema = z.strictObject({
  token: z.string().min(8).meta({ title: 'Token' }),
});

export const ${constant} = definePlugin({
  type: '${type}',
  title: '${title}',
  configSchema,
  secretsSchema,
  capabilities: {},
  outboundUrls: ({ url }) => [{ field: 'config.url', url }],
  validate: (config) => templateFaults(config, ['summary']),
  preview: (context) => ({ parts: [previewPart('message', message(context), 'application/json')] }),
  async deliver(context) {
    const response = await context.fetch({
      method: 'POST',
      url: context.config.url,
      headers: [
        ['content-type', 'application/json'],
        ['authorization', \`Bearer \${context.secrets.token}\`],
        // By it the receiver tells a second copy of a delivery from the first.
        ['idempotency-key', context.delivery.id],
      ],
      body: message(context),
    });
    return classifyResponse(response, context.clock);
  },
});

type Context = Parameters<typeof templateVariables>[0] & { readonly config: z.output<typeof configSchema> };

function message(context: Context): string {
  const { config, event } = context;
  const summary = renderField('config.summary', config.summary, templateVariables(context));
  return JSON.stringify({ summary, event: { id: event.id, type: event.type, data: event.json() ?? null } });
}
`;
}

/** Its test: all that a plugin must hold. */
export function pluginTest({ type, constant }: PluginName): string {
  return `import { describePlugin } from '@posthorn/plugin-sdk/testing';
import { ${constant} } from './${type}.plugin.js';

describePlugin(${constant}, {
  config: (url) => ({ url }),
  secrets: () => ({ token: 'planted-token-1f3a' }),
  invalid: [
    { config: { url: 'nowhere' }, field: 'config.url' },
    { config: { url: 'https://example.com/', summary: '{{ event.id' }, field: 'config.summary' },
    { secrets: {}, field: 'secrets.token' },
  ],
  mark: ({ headers }) => headers['idempotency-key'],
});
`;
}

export function indexSource({ type }: PluginName): string {
  return `export * from './${type}.plugin.js';\n`;
}

/** What a destination of it looks like. */
export function destinationExample({ type, title }: PluginName): string {
  const example = { name: title, plugin: type, config: { url: 'https://example.com/events' }, secrets: { token: '…' } };
  return JSON.stringify(example, null, 2);
}
