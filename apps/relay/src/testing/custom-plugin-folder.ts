import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A plugin that posts what it gets, and misbehaves where its destination's config says so. */
const WILFUL = `
import { classifyResponse, definePlugin, DeliveryFailed, previewPart } from '@posthorn/plugin-sdk';
import { z } from 'zod';

export const plugin = definePlugin({
  type: 'TYPE',
  title: 'A wilful one',
  configSchema: z.strictObject({ url: z.url(), mode: z.string().default('well'), level: z.number().max(3).default(1) }),
  secretsSchema: z.strictObject({ key: z.string().min(8).optional() }),
  capabilities: { forwardsBody: true },
  outboundUrls: ({ url }) => [{ field: 'config.url', url }],
  validate(config) {
    if (config.mode === 'loop-in-validate') for (;;) Math.sqrt(2);
    return config.mode === 'refuse' ? [{ field: 'config.mode', code: 'conflict', message: 'Not this one.' }] : [];
  },
  preview: ({ config, event }) => ({ parts: [previewPart('body', config.mode + ' ' + event.body.length)] }),
  async deliver(context) {
    const { config, secrets, event, delivery, log } = context;
    const send = () => context.fetch({ method: 'POST', url: config.url, headers: [['x-key', secrets.key ?? ''], ['x-id', delivery.webhookId]], body: event.body });
    switch (config.mode) {
      case 'loop': for (;;) Math.sqrt(2);
      case 'oom': { const all = []; for (;;) all.push(new Array(10_000).fill('x')); }
      case 'buffers': { const all = []; for (;;) { all.push(Buffer.alloc(4_000_000, 1)); await new Promise((next) => setImmediate(next)); } }
      case 'exit': process.exit(3);
      case 'timer': setTimeout(() => { throw new Error(secrets.key); }, 5); return new Promise(() => {});
      case 'never': return new Promise(() => {});
      case 'giant': { const answer = await send(); return { outcome: 'failed', reason: 'giant', detail: 'x'.repeat(50_000_000), more: () => 1, response: answer }; }
      case 'inside': return classifyResponse(await context.fetch({ url: 'http://10.0.0.1/' }), context.clock);
      case 'throw-result': await send(); throw new DeliveryFailed('no-more', { detail: 'told so' });
      case 'print':
        console.log('printed ' + secrets.key);
        process.stderr.write('printed too ' + Buffer.from(secrets.key).toString('base64') + '\\n');
        log.info('said ' + secrets.key, { key: secrets.key });
        return classifyResponse(await send(), context.clock);
      default: return classifyResponse(await send(), context.clock);
    }
  },
});
`;

/** Folders with custom plugins in them, away from any node_modules. */
export class CustomPluginFolder {
  private readonly root = mkdtempSync(join(tmpdir(), 'posthorn-plugins-'));

  /** Writes one as it would be built, and answers its folder. */
  write(name: string, code: string, manifest: object = {}): string {
    const folder = join(this.root, name);
    mkdirSync(join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module', ...manifest }));
    writeFileSync(join(folder, 'dist/index.js'), code);
    return folder;
  }

  wilful(type: string): string {
    return this.write(type, WILFUL.replace('TYPE', type));
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
