// One way out (G9): whatever opens a connection by itself could reach a private address, so only libs/outbound may.
// `tools/check/way-out.spec.ts` plants every violation.

const MESSAGE = 'The only way out is libs/outbound: use its guarded fetch or mail.';

/** Modules of Node that connect, and what of them does not. Types may come from all. */
const NODE_CLIENTS = {
  http: [],
  https: [],
  http2: [],
  tls: [],
  dgram: [],
  dns: [],
  'dns/promises': [],
  net: ['isIP', 'isIPv4', 'isIPv6', 'BlockList', 'createServer', 'Server'],
  inspector: [],
};
/** The relay listens. */
const LISTENING = ['createServer', 'Server', 'ServerResponse', 'IncomingMessage', 'STATUS_CODES', 'METHODS', 'validateHeaderValue'];
// The import rules ban these too, but do not see what lies in libs/outbound/node_modules.
const PACKAGES = ['nodemailer', 'undici', 'ws', 'axios', 'got', 'node-fetch', 'ky', 'superagent', 'undici-types', 'follow-redirects'];

const path = (name, allowImportNames) => ({
  name,
  ...(allowImportNames.length > 0 ? { allowImportNames } : {}),
  allowTypeImports: true,
  message: MESSAGE,
});

const restrictedImports = (clients) => [
  'error',
  {
    paths: [
      ...Object.entries(clients).flatMap(([name, allowed]) => [path(name, allowed), path(`node:${name}`, allowed)]),
      ...PACKAGES.map((name) => path(name, [])),
    ],
    patterns: [{ regex: '^(undici|nodemailer)/', message: MESSAGE }],
  },
];

const GLOBALS = ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest'];

const pattern = (names) => names.join('|').replaceAll('/', '\\u002F');
const NODE_NAMES = pattern(Object.keys(NODE_CLIENTS));
const DYNAMIC = `/^(node:)?(${NODE_NAMES}|${pattern(PACKAGES)})$/`;

export const wayOutProperties = [
  ...['globalThis', 'global', 'self'].flatMap((object) => GLOBALS.map((property) => ({ object, property, message: MESSAGE }))),
  { object: 'process', property: 'getBuiltinModule', message: MESSAGE },
  { object: 'process', property: 'binding', message: MESSAGE },
];

export const wayOutSyntax = [
  { selector: `ImportExpression > Literal[value=${DYNAMIC}]`, message: MESSAGE },
  { selector: `CallExpression[callee.name='require'] > Literal[value=${DYNAMIC}]`, message: MESSAGE },
  // It fetches by itself unless it is given the guarded fetch.
  {
    selector: "CallExpression[callee.name='createRemoteJWKSet']:not(:has(Property[computed=true] > Identifier[name='customFetch']))",
    message: MESSAGE,
  },
  // Whatever it is that loads: createRequire(…)('node:net'), for example.
  { selector: `CallExpression > Literal[value=/^node:(${NODE_NAMES})$/]`, message: MESSAGE },
];

const rules = (clients) => ({
  'no-restricted-globals': ['error', ...GLOBALS.map((name) => ({ name, message: MESSAGE }))],
  '@typescript-eslint/no-restricted-imports': restrictedImports(clients),
});

export const wayOutOfLibs = rules(NODE_CLIENTS);
export const wayOutOfTheRelay = rules({ ...NODE_CLIENTS, http: LISTENING });
