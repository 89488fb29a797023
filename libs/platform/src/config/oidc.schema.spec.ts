import { ConfigError } from './config.error.js';
import { loadConfig } from './load-config.js';

const PROVIDER = { POSTHORN_OIDC_ISSUER: 'https://id.example.com/realms/shop', POSTHORN_OIDC_CLIENT_ID: 'posthorn' };

describe('the identity provider of the environment', () => {
  it('is none by default, and takes sensible defaults beside issuer and client', () => {
    expect(loadConfig({}).oidc).toBeNull();
    expect(loadConfig({ ...PROVIDER, POSTHORN_OIDC_ROLES: 'a=owner' }).oidc).toEqual({
      ...{ issuer: 'https://id.example.com/realms/shop', clientId: 'posthorn', clientSecret: null },
      ...{ scopes: 'openid email profile', groupsClaim: 'groups', roles: [{ group: 'a', role: 'owner', project: null }] },
    });
  });

  it('maps groups, whose names may hold an equals sign', () => {
    const { oidc } = loadConfig({ ...PROVIDER, POSTHORN_OIDC_ROLES: 'posthorn-owners=owner, cn=shop=editor@petstore ,ops=viewer@*' });
    expect(oidc?.roles).toEqual([
      { group: 'posthorn-owners', role: 'owner', project: null },
      { group: 'cn=shop', role: 'editor', project: 'petstore' },
      { group: 'ops', role: 'viewer', project: '*' },
    ]);
  });

  it.each([
    ['an issuer alone', { POSTHORN_OIDC_CLIENT_ID: '' }, 'POSTHORN_OIDC_CLIENT_ID'],
    ['a client alone', { POSTHORN_OIDC_ISSUER: '' }, 'POSTHORN_OIDC_ISSUER'],
    ['a secret alone', { POSTHORN_OIDC_ISSUER: '', POSTHORN_OIDC_CLIENT_ID: '', POSTHORN_OIDC_CLIENT_SECRET: 's' }, 'POSTHORN_OIDC_ISSUER'],
    ['plain HTTP to another machine', { POSTHORN_OIDC_ISSUER: 'http://id.example.com' }, 'POSTHORN_OIDC_ISSUER'],
    ['an issuer with a query', { POSTHORN_OIDC_ISSUER: 'https://id.example.com/?a=1' }, 'POSTHORN_OIDC_ISSUER'],
    ['scopes without openid', { POSTHORN_OIDC_SCOPES: 'email' }, 'POSTHORN_OIDC_SCOPES'],
    ['a group without a role', { POSTHORN_OIDC_ROLES: 'ops' }, 'POSTHORN_OIDC_ROLES'],
    ['an owner of one project', { POSTHORN_OIDC_ROLES: 'ops=owner@petstore' }, 'POSTHORN_OIDC_ROLES'],
    ['a viewer of nothing', { POSTHORN_OIDC_ROLES: 'ops=viewer' }, 'POSTHORN_OIDC_ROLES'],
    ['an unknown role', { POSTHORN_OIDC_ROLES: 'ops=king@*' }, 'POSTHORN_OIDC_ROLES'],
  ])('is refused with %s', (_case, env, variable) => {
    const load = (): unknown => loadConfig({ ...PROVIDER, ...env });
    expect(load).toThrow(ConfigError);
    expect(load).toThrow(new RegExp(`^One fault.*\n  ${variable}: `));
  });

  it('may do without TLS on this machine', () => {
    for (const issuer of ['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000']) {
      expect(loadConfig({ ...PROVIDER, POSTHORN_OIDC_ISSUER: issuer }).oidc?.issuer).toBe(issuer);
    }
  });

  it('that nobody may sign in through earns a warning, and its secret shows nowhere', () => {
    const config = loadConfig({ ...PROVIDER, POSTHORN_OIDC_CLIENT_SECRET: 'hunter2' });
    expect(config.warnings).toEqual(['POSTHORN_OIDC_ROLES is not set, so nobody may sign in through POSTHORN_OIDC_ISSUER']);
    expect(JSON.stringify(config)).not.toContain('hunter2');
  });
});
