import { describePlugin } from '@posthorn/plugin-sdk/testing';
import { httpPlugin } from './http.plugin.js';

const PASSWORD = 'planted-password-4f1c';
const TOKEN = 'planted-token-8d2e';

describePlugin(httpPlugin, {
  config: (url) => ({ url: `${url}/hooks`, auth: { type: 'api-key', name: 'x-house-key' } }),
  secrets: () => ({ signingSecret: 'whsec_cGxhbnRlZC1zaWduaW5nLXNlY3JldC0wMDE=', authToken: TOKEN, password: PASSWORD }),
  invalid: [
    { config: {}, field: 'config.url' },
    { config: { url: 'ftp://example.com/' }, field: 'config.url' },
    { config: { url: 'https://user:pass@example.com/' }, field: 'config.url' },
    { config: { url: 'https://example.com/', headers: { 'content-length': '1' } }, field: 'config.headers' },
    { config: { url: 'https://example.com/', auth: { type: 'basic', username: 'a' } }, secrets: {}, field: 'secrets.password' },
    { secrets: { signingSecret: 'short' }, field: 'secrets.signingSecret' },
  ],
  mark: ({ headers }) => headers['webhook-id'],
});

describePlugin(httpPlugin, {
  config: (url) => ({ url, auth: { type: 'api-key', in: 'query', name: 'k' }, signing: 'none' }),
  secrets: () => ({ authToken: TOKEN }),
  invalid: [{ config: { url: 7 }, field: 'config.url' }],
  mark: ({ headers }) => headers['webhook-id'],
});
