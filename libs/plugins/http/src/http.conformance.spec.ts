import { describePlugin, type PluginFixtures } from '@posthorn/plugin-sdk/testing';
import { httpPlugin } from './http.plugin.js';
import { closeReceivers, receiver, type Receiver } from './testing/receiver.js';

const PASSWORD = 'planted-password-4f1c';
const TOKEN = 'planted-token-8d2e';
const SIGNING_SECRET = 'whsec_cGxhbnRlZC1zaWduaW5nLXNlY3JldC0wMDE=';
const PRIVATE_KEY = 'whsk_cGxhbnRlZC1zZWVkLW9mLWVkMjU1MTkta2V5LTAwMDE=';

let tokens: Receiver;
beforeAll(async () => {
  tokens = await receiver((response) => response.end('{"access_token":"planted-access-token-1b","expires_in":3600}'));
});
afterAll(closeReceivers);

const mark: PluginFixtures['mark'] = ({ headers }) => headers['webhook-id'];

describe('as most use it', () => {
  describePlugin(httpPlugin, {
    config: (url) => ({ url: `${url}/hooks`, auth: { type: 'api-key', name: 'x-house-key' } }),
    secrets: () => ({ signingSecret: SIGNING_SECRET, authToken: TOKEN, password: PASSWORD }),
    invalid: [
      { config: {}, field: 'config.url' },
      { config: { url: 'ftp://example.com/' }, field: 'config.url' },
      { config: { url: 'https://user:pass@example.com/' }, field: 'config.url' },
      { config: { url: 'https://{{ event.body.host }}/' }, field: 'config.url' },
      { config: { url: 'https://example.com/{{ event.id' }, field: 'config.url' },
      { config: { url: 'https://example.com/', headers: { 'content-length': '1' } }, field: 'config.headers' },
      { config: { url: 'https://example.com/', headers: { 'x-a': '{% nonsense %}' } }, field: 'config.headers' },
      { config: { url: 'https://example.com/', auth: { type: 'basic', username: 'a' } }, secrets: {}, field: 'secrets.password' },
      { config: { url: 'https://example.com/', method: 'GET', body: { from: 'received' } }, field: 'config.body' },
      { config: { urlFrom: { from: 'body', path: 'to' } }, field: 'config.allowedHosts' },
      { config: { url: 'https://example.com/', tls: { ca: 'none' } }, field: 'config.tls.ca' },
      { secrets: { signingSecret: 'short' }, field: 'secrets.signingSecret' },
      { secrets: { signingSecret: 'whsk_c2hvcnQ=' }, field: 'secrets.signingSecret' },
    ],
    mark,
  });
});

describe('unsigned, with a key in the query', () => {
  describePlugin(httpPlugin, {
    config: (url) => ({ url, auth: { type: 'api-key', in: 'query', name: 'k' }, signing: 'none' }),
    secrets: () => ({ authToken: TOKEN }),
    invalid: [{ config: { url: 7 }, field: 'config.url' }],
    mark,
  });
});

describe('with an access token and a key pair', () => {
  describePlugin(httpPlugin, {
    config: (url) => ({
      url: `${url}/{{ event.type }}`,
      headers: { 'x-source': '{{ source.slug }}' },
      auth: { type: 'oauth2', tokenUrl: `${tokens?.url ?? 'http://127.0.0.1:1'}/token`, clientId: 'relay', scope: 'write' },
      successStatuses: '2xx, 409',
      failWhen: [{ path: 'ok', equals: false }],
    }),
    secrets: () => ({ signingSecret: PRIVATE_KEY, clientSecret: 'planted-client-secret-77' }),
    invalid: [{ secrets: { signingSecret: PRIVATE_KEY }, field: 'secrets.clientSecret' }],
    mark,
  });
});

describe('with a body and a signature of its own', () => {
  describePlugin(httpPlugin, {
    config: (url) => ({
      url,
      method: 'PUT',
      body: {
        from: 'template',
        template: '{"type": "{{ event.type }}", "id": {{ event.body.order.id | json }}, "delivery": "{{ delivery.id }}"}',
      },
      auth: { type: 'hmac', header: 'x-mark', signedContent: '{timestamp}.{body}', prefix: 't={timestamp},' },
      signing: 'none',
    }),
    secrets: () => ({ hmacKey: 'planted-hmac-key-3c' }),
    forwardsBody: false,
    invalid: [
      {
        config: { url: 'https://example.com/', body: { from: 'template', template: '{{ a | nonsense }}' } },
        field: 'config.body.template',
      },
      {
        config: { url: 'https://example.com/', auth: { type: 'hmac', header: 'x-mark', signedContent: '{secret}' } },
        field: 'config.auth.signedContent',
      },
    ],
    mark: ({ body }) => /"delivery": "([^"]+)"/.exec(body.toString())?.[1],
  });
});
