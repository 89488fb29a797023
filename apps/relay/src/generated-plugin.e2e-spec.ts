import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordingServer } from './testing/recording-server.js';
import { TestRelay } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

const ROOT = join(import.meta.dirname, '../../..');
const CLI = join(ROOT, 'apps/cli/dist/main.js');
const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
const PRETTIER = join(ROOT, 'node_modules/prettier/bin/prettier.cjs');
const LIMIT_MS = 120_000;

function node(args: readonly string[], cwd: string): string {
  // Of the jest around it, `node --test` would take over its own way of telling.
  const env = { PATH: process.env['PATH'] };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...args], { cwd, encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

describe('posthorn plugin new', () => {
  let temporary: string;
  beforeEach(() => (temporary = mkdtempSync(join(tmpdir(), 'posthorn-new-'))));
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  async function deliversThrough(folder: string, type: string): Promise<void> {
    const receiver = await RecordingServer.start();
    const relay = await TestRelay.start({ POSTHORN_PLUGINS: folder });
    try {
      await relay.connect('made', receiver.url, { destination: { plugin: type, secrets: { token: 'planted-token-1' } } });
      await relay.send('made', '{"event":"payment.success"}').expect(200);
      const arrival = await waitUntil('the arrival', () => receiver.arrivals[0]);
      expect(arrival.headers['authorization']).toBe('Bearer planted-token-1');
      expect(JSON.parse(String(arrival.body))).toMatchObject({ summary: 'payment.success from made', event: { type: 'payment.success' } });
    } finally {
      await relay.stop();
      await receiver.close();
    }
  }

  it(
    'anywhere: a package of its own, which builds, passes its own test, is loaded and delivers',
    async () => {
      const folder = join(temporary, 'our-crm');
      expect(node([CLI, 'plugin', 'new', 'our-crm', '--folder', 'our-crm'], temporary)).toContain(`Written to ${folder}`);
      node(['link-posthorn.mjs'], folder);
      node(['node_modules/@typescript/native/bin/tsc', '-p', '.'], folder);
      expect(node(['--test', '--test-reporter=tap', 'dist/our-crm.plugin.spec.js'], folder)).toMatch(/^# fail 0$/m);
      // The relay lends it the SDK where it is not there.
      rmSync(join(folder, 'node_modules'), { recursive: true });
      await deliversThrough(folder, 'our-crm');
      expect(() => node([CLI, 'plugin', 'new', 'our-crm', '--folder', 'our-crm'], temporary)).toThrow('is there already');
    },
    LIMIT_MS,
  );

  it(
    'in the workspace: a project under libs/plugins, which the workspace builds, is loaded and delivers',
    async () => {
      for (const file of ['package.json', 'tsconfig.json', 'tsconfig.base.json']) cpSync(join(ROOT, file), join(temporary, file));
      mkdirSync(join(temporary, 'libs/plugins'), { recursive: true });
      for (const lib of ['contracts', 'plugin-sdk']) {
        cpSync(join(ROOT, 'libs', lib), join(temporary, 'libs', lib), {
          recursive: true,
          filter: (path) => !path.includes('node_modules'),
        });
      }
      symlinkSync(join(ROOT, 'node_modules'), join(temporary, 'node_modules'));
      const folder = join(temporary, 'libs/plugins/our-crm');
      expect(node([CLI, 'plugin', 'new', 'our-crm'], join(temporary, 'libs'))).toContain(`Written to ${folder}`);
      expect(readFileSync(join(temporary, 'tsconfig.json'), 'utf8')).toContain('"./libs/plugins/our-crm"');
      node([PRETTIER, '--check', '--config', join(ROOT, '.prettierrc.json'), folder, 'tsconfig.json'], temporary);
      node([TSC, '-b', folder], temporary);
      await deliversThrough(folder, 'our-crm');
    },
    LIMIT_MS,
  );
});
