// Who may import whom: the table of the design, enforced by @nx/enforce-module-boundaries through each package's tag.
// `tools/check/import-rules.spec.ts` plants one violation of each.

const SERVER = ['@nestjs/*', 'typeorm', 'pg', 'fastify'];
/** One way out of the relay: only libs/outbound speaks to the world (G9). */
const CLIENTS = ['undici', 'nodemailer'];
const OTHER_CLIENTS = ['axios', 'got', 'node-fetch', 'ky', 'superagent', '@slack/*'];

const PURE = [...SERVER, ...CLIENTS];

const rule = (project, imports, banned) => ({
  sourceTag: `is:${project}`,
  onlyDependOnLibsWithTags: imports.map((name) => `is:${name}`),
  bannedExternalImports: banned,
});

export const importRules = [
  rule('contracts', [], PURE),
  rule('verification', ['contracts'], PURE),
  rule('routing', ['contracts'], PURE),
  rule('plugin-sdk', ['contracts'], PURE),
  // The contracts' types reach a plugin through the SDK, so that a plugin has one dependency.
  rule('plugin', ['plugin-sdk'], [...PURE, ...OTHER_CLIENTS]),
  rule('outbound', ['contracts'], ['@nestjs/*', 'typeorm', 'pg']),
  rule('store', ['contracts'], CLIENTS),
  rule('platform', ['contracts'], CLIENTS),
  rule('ingest', ['contracts', 'verification', 'routing', 'store', 'outbound', 'platform'], CLIENTS),
  rule('delivery', ['contracts', 'routing', 'store', 'plugin-sdk', 'outbound', 'platform'], CLIENTS),
  rule('admin', ['contracts', 'verification', 'routing', 'store', 'plugin-sdk', 'outbound', 'platform'], CLIENTS),
  rule(
    'relay',
    ['contracts', 'verification', 'routing', 'plugin-sdk', 'plugin', 'outbound', 'store', 'platform', 'ingest', 'delivery', 'admin'],
    CLIENTS,
  ),
  // What speaks to the admin API from outside: the command, the demo, tests.
  rule('client', ['contracts'], PURE),
  rule('cli', ['contracts', 'client'], PURE),
  rule('petstore', ['contracts', 'client'], CLIENTS),
  { sourceTag: 'is:tools', onlyDependOnLibsWithTags: ['*'] },
];
