import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** Where code that ships could be planted. */
const PLACES = [
  'contracts',
  'verification',
  'routing',
  'plugin-sdk',
  'plugins/http',
  'plugins/mine',
  'store',
  'platform',
  'ingest',
  'delivery',
  'admin',
]
  .map((lib) => `libs/${lib}/src/planted.ts`)
  .concat('apps/relay/src/planted.ts');

const OPENING = [
  "import { connect } from 'node:net';",
  "import { Socket } from 'node:net';",
  "import net from 'node:net';",
  "import * as net from 'net';",
  "export { connect } from 'node:net';",
  "import { request } from 'node:http';",
  "import http from 'http';",
  "import { Agent } from 'node:http';",
  "import { get } from 'node:https';",
  "import { connect } from 'node:http2';",
  "import { connect } from 'node:tls';",
  "import { createSocket } from 'node:dgram';",
  "import { lookup } from 'node:dns';",
  "import { resolve4 } from 'node:dns/promises';",
  "import { Session } from 'node:inspector';",
  "import { request } from 'undici';",
  "import Client from 'undici/lib/dispatcher/client.js';",
  "import { createTransport } from 'nodemailer';",
  "import Ws from 'ws';",
  "import axios from 'axios';",
  'createRemoteJWKSet(new URL(url));',
  "await import('node:http');",
  "await import('net');",
  "await import('node:dns/promises');",
  "require('https');",
  "createRequire(import.meta.url)('node:tls');",
  "process.getBuiltinModule('net');",
  "await fetch('http://10.0.0.1/');",
  "await globalThis.fetch('http://10.0.0.1/');",
  "new WebSocket('ws://10.0.0.1/');",
  "new globalThis.EventSource('http://10.0.0.1/');",
];

/** What the code needs of the same modules, and what opens nothing. */
const HARMLESS = [
  "import { isIP, BlockList, createServer } from 'node:net';",
  "import type { Socket } from 'node:net';",
  "import type { IncomingMessage, ServerResponse } from 'node:http';",
  "import { jwtVerify, createRemoteJWKSet } from 'jose';",
  'createRemoteJWKSet(new URL(url), { [customFetch]: load });',
  "pluginOf('http');",
  'await context.fetch({ url });',
];

/** Only the relay has a server. */
const RELAY_LISTENS = "import { createServer } from 'node:http';";

const EXEMPT = ['libs/outbound/src/planted.ts', 'libs/delivery/src/planted.spec.ts', 'libs/plugin-sdk/src/testing/planted.ts'];

/** The rules that can hold the way out; the others would complain of a file that is in no project. */
const RULES = ['no-restricted-globals', 'no-restricted-properties', 'no-restricted-syntax', '@typescript-eslint/no-restricted-imports'];

const PROGRAM = `
import { ESLint } from 'eslint';
import { readFileSync } from 'node:fs';
const { rules, places, lines } = JSON.parse(readFileSync(0, 'utf8'));
const eslint = new ESLint({
  ruleFilter: ({ ruleId }) => rules.includes(ruleId),
  overrideConfig: { files: ['**/*.ts'], languageOptions: { parserOptions: { project: null } } },
});
const found = [];
for (const filePath of places) {
  const [{ messages }] = await eslint.lintText(lines.join('\\n'), { filePath });
  found.push([filePath, messages.map(({ line, message }) => ({ code: lines[line - 1], message }))]);
}
console.log(JSON.stringify(found));
`;

interface Complaint {
  readonly code: string;
  readonly message: string;
}

let complaints: ReadonlyMap<string, readonly Complaint[]>;

beforeAll(() => {
  const input = JSON.stringify({ rules: RULES, places: [...PLACES, ...EXEMPT], lines: [...OPENING, ...HARMLESS, RELAY_LISTENS] });
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', PROGRAM], { cwd: root, encoding: 'utf8', input });
  if (run.status !== 0) throw new Error(run.stderr);
  complaints = new Map(JSON.parse(run.stdout) as [string, Complaint[]][]);
}, 90_000);

const ofTheWayOut = (filePath: string) =>
  new Set((complaints.get(filePath) ?? []).filter(({ message }) => message.includes('The only way out')).map(({ code }) => code));

describe('G9: the only way out is libs/outbound', () => {
  it.each(PLACES)('nothing in %s may open a connection by itself, and what opens none passes', (filePath) => {
    const refused = filePath.startsWith('apps/relay') ? OPENING : [...OPENING, RELAY_LISTENS];
    expect([...ofTheWayOut(filePath)].sort()).toEqual([...refused].sort());
  });

  it.each(EXEMPT)('%s may', (filePath) => {
    expect([...ofTheWayOut(filePath)]).toEqual([]);
  });

  it('all that was planted could be read', () => {
    expect([...complaints.values()].flat().filter(({ message }) => message.includes('Parsing error'))).toEqual([]);
  });
});
