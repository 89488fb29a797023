/** For the OpenAPI document: what can be sent to create a destination. An end-to-end test sends each. */
export const DESTINATION_EXAMPLES = {
  plain: {
    summary: 'The bytes received, signed',
    value: { name: 'Fulfilment', plugin: 'http', config: { url: 'https://example.com/hooks' } },
  },
  callback: {
    summary: 'To the address that the event names',
    value: {
      name: 'Order callbacks',
      plugin: 'http',
      config: { urlFrom: { from: 'body', path: 'callbackUrl' }, allowedHosts: ['callbacks.example.com', '*.partners.example.com'] },
    },
  },
  api: {
    summary: "A call of somebody's API, with OAuth 2.0",
    value: {
      name: 'Shop API',
      plugin: 'http',
      config: {
        url: 'https://api.example.com/orders/{{ event.body.orderId }}?source={{ source.slug }}',
        method: 'PUT',
        headers: { 'X-Event': '{{ event.type }}' },
        body: { from: 'template', template: '{"status": "paid", "amount": {{ event.body.amount | json }}}' },
        signing: 'none',
        auth: { type: 'oauth2', tokenUrl: 'https://auth.example.com/token', clientId: 'posthorn', scope: 'orders:write' },
        successStatuses: '2xx, 409',
        failWhen: [{ path: 'ok', equals: false }],
      },
      secrets: { clientSecret: 'the secret of the client' },
    },
  },
  keyPair: {
    summary: 'Signed with a key pair, of which receivers get the public half',
    value: { name: 'Partners', plugin: 'http', config: { url: 'https://example.com/hooks', signatureVersion: 'v1a' } },
  },
  ownSignature: {
    summary: 'A signature of another layout',
    value: {
      name: 'Legacy receiver',
      plugin: 'http',
      config: {
        url: 'https://example.com/hooks',
        signing: 'none',
        auth: { type: 'hmac', header: 'X-Hub-Signature-256', prefix: 'sha256=' },
      },
      secrets: { hmacKey: 'a shared key' },
    },
  },
};
