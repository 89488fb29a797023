import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyPlugin } from './plugin.js';
import { runPlugin } from './testing/make-context.js';

const LIB = join(import.meta.dirname, '..');
const ROOT = join(LIB, '../..');
const TSC = join(ROOT, 'node_modules/@typescript/native/bin/tsc');
const MAX_PLUGIN_LINES = 60;

const blocks = [...readFileSync(join(LIB, 'README.md'), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = '']) => text);
const [pluginText = '', testText = ''] = blocks;

describe('the plugin of the README', () => {
  let folder: string;

  beforeAll(() => {
    // Inside the workspace, so that its packages are found as a plugin of the workspace finds them.
    mkdirSync(join(LIB, 'dist'), { recursive: true });
    folder = mkdtempSync(join(LIB, 'dist/readme-'));
    writeFileSync(join(folder, 'pager.plugin.ts'), pluginText);
    writeFileSync(join(folder, 'pager.plugin.spec.ts'), testText);
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    const compilerOptions = {
      ...{ rootDir: '/', outDir: 'out', types: ['node'], composite: false, incremental: false, declaration: false, declarationMap: false },
      ...{ noUnusedLocals: true, noUnusedParameters: true },
    };
    const tsconfig = {
      extends: join(ROOT, 'tsconfig.base.json'),
      compilerOptions: { ...compilerOptions, noEmit: true },
      include: ['*.ts'],
    };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it(`has under ${MAX_PLUGIN_LINES} lines`, () => {
    expect(pluginText).toContain('definePlugin');
    expect(pluginText.split('\n').length - 1).toBeLessThan(MAX_PLUGIN_LINES);
  });

  it('compiles, with its test, under the settings of the repository', () => {
    const { status, stdout } = spawnSync(process.execPath, [TSC, '-p', folder], { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  });

  it('delivers over real HTTP', async () => {
    const received: { headers: object; body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        received.push({ headers: request.headers, body });
        response.end('thanks');
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { pagerPlugin } = (await import(pathToFileURL(join(folder, 'pager.plugin.ts')).href)) as { pagerPlugin: AnyPlugin };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const result = await runPlugin(pagerPlugin, { config: { url, team: 'payments' }, secrets: { key: 'planted-key' } });
    server.close();
    expect(result).toMatchObject({ outcome: 'delivered', exchange: { response: { status: 200, body: 'thanks' } } });
    expect(JSON.stringify(result)).not.toContain('planted-key');
    expect(received).toEqual([
      { headers: expect.objectContaining({ authorization: 'Bearer planted-key' }) as object, body: expect.any(String) as string },
    ]);
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      team: 'payments',
      summary: 'payment.success from petstore',
      dedupeKey: 'dlv_01kdy5c0r8e1rv7b6b4e8jz9m1',
    });
  });
});

/** As an author runs it: no jest anywhere. */
it('its conformance test runs in node:test', () => {
  const folder = mkdtempSync(join(LIB, 'dist/readme-'));
  try {
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    writeFileSync(join(folder, 'pager.plugin.ts'), pluginText);
    writeFileSync(join(folder, 'pager.plugin.spec.ts'), testText.replace('./pager.plugin.js', './pager.plugin.ts'));
    const { NODE_TEST_CONTEXT: _inner, ...env } = process.env;
    const loader = join(ROOT, 'tools/bootstrap/register-ts.mjs');
    const options = ['-C', '@posthorn/source', '--import', loader, '--test', '--test-reporter=tap'];
    const ran = spawnSync(process.execPath, [...options, join(folder, 'pager.plugin.spec.ts')], { encoding: 'utf8', env, cwd: ROOT });
    expect(ran.stdout + ran.stderr).toMatch(/^# fail 0$/m);
    expect(ran.stdout).toMatch(/^# pass 10$/m);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
