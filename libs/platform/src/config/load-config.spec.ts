import { inspect } from 'node:util';
import { ConfigError } from './config.error.js';
import { CONFIG_VARIABLES } from './config.schema.js';
import { loadConfig } from './load-config.js';

const KEY = Buffer.alloc(32, 7).toString('base64');

function faultsOf(env: NodeJS.ProcessEnv): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the environment was taken for good');
}

describe('the configuration', () => {
  it('has defaults that start a relay with nothing set; an empty variable counts as not set', () => {
    const config = loadConfig({ POSTHORN_PORT: '', POSTHORN_ADMIN_PASSWORD: ' ', PATH: '/bin' });
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8420,
      adminPort: null,
      publicUrl: null,
      databaseUrl: null,
      roles: ['ingest', 'admin', 'deliver'],
      adminEmail: 'admin@localhost',
      adminPassword: null,
      maxBodyBytes: 10_485_760,
      dataDirGiven: false,
      warnings: [],
    });
  });

  it.each<[name: string, text: string, fault: string]>([
    ['POSTHORN_PORT', '80a', 'whole number from 0 to 65535'],
    ['POSTHORN_PORT', '65536', 'whole number'],
    ['POSTHORN_ADMIN_PORT', '-1', 'whole number'],
    ['POSTHORN_HOST', '127.0.0.1:80', 'the port has its own variable'],
    ['POSTHORN_PUBLIC_URL', 'ftp://x', 'http:// or https://'],
    ['POSTHORN_PUBLIC_URL', 'https://x/?a=1', 'query'],
    ['POSTHORN_TRUST_PROXY', '10.0.0.0/8, 10.0.0.0/33', '"10.0.0.0/33"'],
    ['POSTHORN_TRUST_PROXY', '10', '"10"'],
    ['POSTHORN_ALLOWED_NETWORKS', 'localhost', 'no CIDR'],
    ['DATABASE_URL', 'mysql://h/db', 'postgres://'],
    ['POSTHORN_ROLES', 'ingest,cook', '"cook"'],
    ['POSTHORN_ROLES', ',', 'names nothing'],
    ['POSTHORN_ADMIN_EMAIL', 'admin', 'e-mail'],
    ['POSTHORN_ADMIN_PASSWORD', 'eleven char', 'at least 12'],
    ['POSTHORN_ENCRYPTION_KEYS', KEY, 'no id'],
    ['POSTHORN_ENCRYPTION_KEYS', 'k1:c2hvcnQ=', 'not 32 bytes'],
    ['POSTHORN_ENCRYPTION_KEYS', `k1:${KEY},k1:${KEY}`, 'twice'],
    ['POSTHORN_MAX_BODY_BYTES', '10MB', 'whole number'],
    ['POSTHORN_RETENTION_DAYS', '6', 'from 7'],
    ['POSTHORN_WORKERS', '0', 'whole number'],
    ['POSTHORN_SMTP_URL', 'mail.example.com', 'smtp://'],
    ['POSTHORN_SMTP_URL', 'smtp://relay:100%@mail.example.com', 'write it as %25'],
    ['HTTP_PROXY', 'socks5://proxy.example:1080', 'http:// or https://'],
    ['HTTPS_PROXY', 'http://proxy.example/path', 'has a path'],
    ['POSTHORN_LOG_LEVEL', 'loud', 'trace, debug'],
  ])('refuses %s=%s and says what would do', (name, text, fault) => {
    const error = faultsOf({ POSTHORN_ENCRYPTION_KEYS: `k1:${KEY}`, [name]: text });
    expect(error.faults.map(({ variable }) => variable)).toEqual([name]);
    expect(error.message).toContain(fault);
    expect(error.exitCode).toBe(78);
  });

  it('lists all faults at once, without a secret in any', () => {
    const error = faultsOf({
      POSTHORN_PORT: 'x',
      DATABASE_URL: 'postgres//user:hunter2@db/x',
      POSTHORN_ADMIN_PASSWORD: 'hunter2',
      POSTHORN_SMTP_URL: 'http://u:hunter2@mail',
    });
    expect(error.faults.map(({ variable }) => variable).sort()).toEqual([
      'DATABASE_URL',
      'POSTHORN_ADMIN_PASSWORD',
      'POSTHORN_ENCRYPTION_KEYS',
      'POSTHORN_PORT',
      'POSTHORN_SMTP_URL',
    ]);
    expect(error.message).not.toContain('hunter2');
  });

  it('shows no secret when it is logged', () => {
    const config = loadConfig({
      DATABASE_URL: 'postgresql://user:hunter2@db/x',
      POSTHORN_ENCRYPTION_KEYS: `k1:${KEY}`,
      POSTHORN_ADMIN_PASSWORD: 'hunter2hunter2',
      POSTHORN_SMTP_URL: 'smtp://u:hunter2@mail',
    });
    const shown = [JSON.stringify(config), inspect(config, { depth: 9, showHidden: true }), `${config.databaseUrl}`].join();
    expect(shown).not.toMatch(/hunter2/);
    expect(shown).not.toContain(KEY);
    expect(config.databaseUrl?.reveal()).toBe('postgresql://user:hunter2@db/x');
    expect(config.encryptionKeys?.reveal()[0]?.id).toBe('k1');
  });

  it('reads proxies in capitals and in small letters, which count where both are set, and hides their credentials', () => {
    const { proxies } = loadConfig({
      HTTP_PROXY: 'http://proxy.example:3128',
      HTTPS_PROXY: 'http://other.example:3128',
      https_proxy: 'relay:hunter2@proxy.example:3129',
      no_proxy: '10.0.0.0/8,.internal',
    });
    expect(proxies.http?.reveal()).toBe('http://proxy.example:3128/');
    expect(proxies.https?.reveal()).toBe('http://relay:hunter2@proxy.example:3129/');
    expect(proxies.none).toBe('10.0.0.0/8,.internal');
    expect(JSON.stringify(proxies)).not.toContain('hunter2');
    expect(loadConfig({ http_proxy: ' ' }).proxies).toEqual({ http: null, https: null, none: '' });
    expect(faultsOf({ http_proxy: 'ftp://relay:hunter2@x' }).message).not.toContain('hunter2');
  });

  it.each<[NodeJS.ProcessEnv, readonly string[]]>([
    [{ POSTHORN_WORKERS: '1', POSTHORN_RETENTION_DAYS: '30' }, []],
    [{ POSTHORN_PLUGINS: './mine' }, []],
    [{ POSTHORN_PROT: '1' }, ['POSTHORN_PROT is not a variable of Posthorn and has no effect; did you mean POSTHORN_PORT?']],
    [{ POSTHORN_COLOUR: '1' }, ['POSTHORN_COLOUR is not a variable of Posthorn and has no effect']],
  ])('warns of what has no effect: %j', (env, warnings) => {
    expect(loadConfig(env).warnings).toEqual(warnings);
  });

  it('describes every variable for the table in the README', () => {
    expect(CONFIG_VARIABLES.map(({ name }) => name)).toContain('DATABASE_URL');
    expect(CONFIG_VARIABLES.filter((one) => one.default === 'undefined' || one.description === 'undefined')).toEqual([]);
  });

  it('takes an admin port equal to the port for the shared one, and addresses as networks of one', () => {
    const config = loadConfig({ POSTHORN_PORT: '9000', POSTHORN_ADMIN_PORT: '9000', POSTHORN_TRUST_PROXY: '10.1.2.3,fd00::/8' });
    expect(config.adminPort).toBeNull();
    expect(config.trustProxy).toEqual(['10.1.2.3/32', 'fd00::/8']);
  });
});
