import { ID_PREFIXES } from '@posthorn/contracts';
import { exampleId } from './example-of.js';

/**
 * Bodies as people send them, by DTO. A test sends each to the API, with real ids in the place of these, and wants a 2xx. A DTO that
 * is not here gets an example made from its schema.
 */
export const REQUEST_EXAMPLES: Readonly<Record<string, object>> = {
  SignInDto: { email: 'admin@localhost', password: 'correct horse battery' },
  RefreshDto: { refreshToken: 'the refresh token of the sign-in' },
  ChangePasswordDto: { current: 'correct horse battery', next: 'an even longer passphrase' },
  CreateOperatorDto: { email: 'grace@example.com', name: 'Grace' },
  PatchOperatorDto: { name: 'Ada L.', status: 'enabled' },
  ProjectDto: { name: 'Web shop', slug: 'web-shop' },
  PatchProjectDto: { name: 'Shop' },
  MemberDto: { email: 'ada@example.com', role: 'editor' },
  MemberRoleDto: { role: 'viewer' },
  InvitationDto: { email: 'grace@example.com', role: 'editor' },
  AcceptInvitationDto: { token: 'the token of the invitation', password: 'a passphrase of her own', name: 'Grace' },
  PatchApiKeyDto: { name: 'Deployment of the shop' },
  RotateApiKeyDto: { expirePreviousInSeconds: 3_600 },
  OidcCodeDto: { code: 'the code that the browser came back with' },
  ApiKeyDto: { name: 'Deployment', role: 'editor' },
  SourceDto: {
    name: 'Pet Store',
    slug: 'petstore',
    verification: { provider: 'hmac', options: { header: 'x-signature' }, secrets: ['a secret of the sender'] },
    eventType: { from: 'body', path: 'event' },
    externalId: { from: 'header', name: 'x-request-id' },
    dedupeWindowSeconds: 86_400,
    response: { status: 200, contentType: 'application/json', body: '{}' },
  },
  PatchSourceDto: { name: 'Pet Store', occurredAt: { from: 'body', path: 'timestamp' }, maxBodyBytes: null },
  AddSourceSecretDto: { value: 'the next secret of the sender', expirePreviousInSeconds: 3_600 },
  DestinationDto: {
    name: 'Fulfilment',
    plugin: 'http',
    config: { url: 'https://example.com/hooks' },
    rateLimit: { count: 100, perSeconds: 1 },
    retry: { schedule: ['0s', '5s', '5m', '30m', '2h'], retryOn: '5xx, 429, network, timeout' },
  },
  PatchDestinationDto: { timeoutMs: 10_000, rateLimit: null },
  PreviewDto: { eventId: exampleId(ID_PREFIXES.event), config: { url: 'https://example.com/hooks' } },
  RotateDto: { expirePreviousInSeconds: 3_600 },
  SubscriptionDto: {
    name: 'Paid orders',
    sourceId: exampleId(ID_PREFIXES.source),
    destinationId: exampleId(ID_PREFIXES.destination),
    eventTypes: ['payment.*'],
    filter: { body: { amount: { $gte: 100 } } },
    orderingKey: { from: 'body', path: 'order.id' },
  },
  PatchSubscriptionDto: { status: 'paused', filter: null },
  ReplayDto: { subscriptionIds: [exampleId(ID_PREFIXES.subscription)], newId: false },
  ExplainDto: { filter: { body: { amount: { $gte: 100 } } } },
  AcceptRefusalDto: { force: true },
  AcceptRefusalsDto: { ids: [exampleId(ID_PREFIXES.refusal)], force: false },
};
