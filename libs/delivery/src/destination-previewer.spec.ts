import { systemClock, type DestinationConfig, type StoredEvent } from '@posthorn/contracts';
import {
  definePlugin,
  delivered,
  previewPart,
  renderField,
  templateVariables,
  type AnyPlugin,
  type PluginDefinition,
} from '@posthorn/plugin-sdk';
import type { ConfigurationSnapshot } from '@posthorn/store';
import { pino } from 'pino';
import { z } from 'zod';
import { PluginDestinationPreviewer } from './destination-previewer.js';

const ID = '019b4132-70aa-764f-b315-e2803d882a24';

const EVENT: StoredEvent = {
  ...{ id: ID, projectId: ID, sourceId: ID, type: 'a', externalId: null, receivedAtMs: 0, occurredAtMs: null },
  ...{ method: 'POST', path: '', query: '', headers: [], body: Buffer.from('{"n":1}'), faults: [] },
};

const DESTINATION: DestinationConfig = {
  ...{ id: ID, projectId: ID, name: 'd', plugin: 'note', secrets: { token: 'hush-hush' }, previousSecrets: [] },
  ...{ config: { text: 'n is {{ event.body.n }}' }, timeoutMs: 150, maxConcurrency: 1, rateLimit: null, retry: null },
  ...{ disableAfterSeconds: 0, status: 'enabled' },
};

const DEFINITION = {
  type: 'note',
  title: 'Note',
  configSchema: z.strictObject({ text: z.string() }),
  secretsSchema: z.strictObject({ token: z.string() }),
  capabilities: {},
  deliver: () => Promise.resolve(delivered()),
} as const satisfies PluginDefinition;

const notePlugin = definePlugin({
  ...DEFINITION,
  preview: (context) => ({
    parts: [
      previewPart('note', renderField('config.text', context.config.text, templateVariables(context))),
      previewPart('key', context.secrets.token),
    ],
  }),
});

function previewerOf(plugin: AnyPlugin): PluginDestinationPreviewer {
  const snapshot = { destinations: new Map([[ID, DESTINATION]]), sources: new Map() } as unknown as ConfigurationSnapshot;
  const options = { defaultSmtpUrl: null, clock: systemClock, logger: pino({ level: 'silent' }) };
  return new PluginDestinationPreviewer({ snapshot }, new Map([['note', plugin]]), options);
}

const preview = (plugin: AnyPlugin, config: unknown = DESTINATION.config) => previewerOf(plugin).preview(ID, EVENT, config);

describe('a preview', () => {
  it('shows the rendered parts, with secrets cut out', async () => {
    const part = { contentType: 'text/plain', encoding: 'utf8', truncated: false };
    const parts = [
      { ...part, name: 'note', data: 'n is 1' },
      { ...part, name: 'key', data: '[redacted]' },
    ];
    expect(await preview(notePlugin)).toEqual({ ok: true, parts });
  });

  it('of a template that cannot be rendered says in which field, line and column', async () => {
    const { ok, ...rest } = await preview(notePlugin, { text: 'a\n {{ event | nonsense }}' });
    expect(ok).toBe(false);
    expect(rest).toMatchObject({ faults: [{ field: 'config.text', code: 'template-failed', line: 2, column: 2 }] });
  });

  it.each<[string, AnyPlugin, unknown, object]>([
    ['a configuration that does not fit', notePlugin, { text: 7 }, { field: 'config', code: 'invalid' }],
    ['a plugin without one', definePlugin(DEFINITION), undefined, { field: 'plugin', code: 'unsupported' }],
    [
      'a plugin that throws its secret',
      definePlugin({
        ...DEFINITION,
        preview: ({ secrets }) => {
          throw new Error(secrets.token);
        },
      }),
      undefined,
      { field: 'plugin', code: 'plugin-error', message: 'The plugin threw an error.' },
    ],
    [
      'a plugin that returns something else',
      definePlugin({ ...DEFINITION, preview: () => ({ parts: 'x' as unknown as [] }) }),
      undefined,
      { field: 'plugin', code: 'plugin-error' },
    ],
    [
      'a plugin that never ends',
      definePlugin({ ...DEFINITION, preview: () => new Promise(() => undefined) }),
      undefined,
      { field: 'plugin', code: 'timeout' },
    ],
    [
      'a plugin that wants to send',
      definePlugin({ ...DEFINITION, preview: ({ fetch }) => fetch({ url: 'https://example.com/' }).then(() => ({ parts: [] })) }),
      undefined,
      { field: 'plugin', code: 'plugin-error' },
    ],
  ])('of %s is a fault', async (_what, plugin, config, fault) => {
    expect(await preview(plugin, config)).toMatchObject({ ok: false, faults: [fault] });
  });
});
