import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { OutboundRequest } from '@posthorn/contracts';
import { makeContext } from '@posthorn/plugin-sdk/testing';
import pino from 'pino';
import { Registry } from 'prom-client';
import { CustomPluginMetrics } from './custom-plugin.metrics.js';
import { loadCustomPlugins, type PluginCatalog } from './load-custom-plugins.js';
import { PluginCrashedError } from './plugin-crashed.error.js';

const CODE = `
import { definePlugin } from '@posthorn/plugin-sdk';
import { parentPort } from 'node:worker_threads';
import { z } from 'zod';
export const plugin = definePlugin({
  type: 'sloppy', title: 'Sloppy', configSchema: z.strictObject({ mode: z.string() }), secretsSchema: z.strictObject({}), capabilities: {},
  async deliver(context) {
    const { mode } = context.config;
    const wanted = { method: 'POST', url: 'https://a.example/', body: 'x'.repeat(1_000_000) };
    const never = new Promise(() => {});
    if (mode === 'well') return { outcome: 'delivered' };
    if (mode === 'signal') return context.fetch({ ...wanted, signal: {} });
    if (mode === 'flood') for (;;) void context.fetch({ ...wanted, body: wanted.body + Math.random() }).catch(() => {});
    parentPort.postMessage(JSON.parse(mode));
    return never;
  },
});`;

/** A loop on a busy machine is ended by its processor time. */
const LIMIT_MS = 30_000;

describe('a custom plugin that misbehaves', () => {
  const folder = mkdtempSync(join(tmpdir(), 'posthorn-sloppy-'));
  let catalog: PluginCatalog;
  const asked: OutboundRequest[] = [];
  let destinations = 0;

  beforeAll(async () => {
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
    writeFileSync(join(folder, 'dist/index.js'), CODE);
    const metrics = new CustomPluginMetrics(new Registry());
    const logger = pino({ level: 'silent' });
    catalog = await loadCustomPlugins({ entries: [folder], builtIn: new Map(), workingDir: folder, metrics, logger });
  }, LIMIT_MS);
  afterAll(() => {
    catalog.close();
    rmSync(folder, { recursive: true });
  });

  function deliver(mode: string): Promise<unknown> {
    const plugin = catalog.plugins.get('sloppy');
    if (!plugin) throw new Error(JSON.stringify(catalog.unavailable));
    const fetch = async (wanted: OutboundRequest) => {
      asked.push(wanted);
      await after(600_000, undefined, { ref: false });
      throw new Error('Nobody waits so long');
    };
    // One destination each: who ends a thread gets one alone.
    const destinationId = `dst_${++destinations}`;
    return plugin.deliver(makeContext(plugin, { config: { mode }, fetch, delivery: { destinationId } }));
  }

  it.each([
    ['nothing', 'null'],
    ['a log line of no level', '{"kind": "log", "call": 1, "level": "none"}'],
    ['an error that is none', '{"kind": "threw", "call": 1, "error": null}'],
  ])(
    'and posts %s to the relay ends its own thread with it, and nothing of the relay',
    async (_what, message) => {
      // A new thread, whose first call it is.
      await expect(deliver('null')).rejects.toBeInstanceOf(PluginCrashedError);
      await expect(deliver(message)).rejects.toBeInstanceOf(PluginCrashedError);
      await expect(deliver('well')).resolves.toMatchObject({ outcome: 'delivered' });
    },
    LIMIT_MS,
  );

  it('and gives something else for a signal harms no other call of its thread', async () => {
    await expect(deliver('signal')).rejects.toMatchObject({ name: 'TypeError' });
    await expect(deliver('well')).resolves.toMatchObject({ outcome: 'delivered' });
  });

  it(
    'and sends without an end and without waiting fills its own memory, not that of the relay',
    async () => {
      asked.length = 0;
      await expect(deliver('flood')).rejects.toBeInstanceOf(PluginCrashedError);
      expect(asked.length).toBeLessThanOrEqual(16);
      await expect(deliver('well')).resolves.toMatchObject({ outcome: 'delivered' });
    },
    LIMIT_MS,
  );
});
