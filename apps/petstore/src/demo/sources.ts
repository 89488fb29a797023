import type { NewSource } from '../admin-api.js';
import { STORE_ISSUER } from '../authentication/store-tokens.js';
import { ORDER_PROCESSED } from '../webhooks/order-processed.js';
import { AUDIENCE, type Stage } from './stage.js';

export type SourceSlug = 'petstore-order' | 'petstore-order-es256' | 'petstore-order-oauth' | 'petstore-events' | 'petstore-callback';

/** The header that tells one request of this demo from another, in the relay's books too. */
export const REQUEST_ID_HEADER = 'X-Request-Id';

/** The webhook `order` has no id in its body, so the relay is told to look at the request's. */
const ORDER_RULES = {
  eventType: { from: 'body' as const, path: 'event' },
  externalId: { from: 'header' as const, name: REQUEST_ID_HEADER.toLowerCase() },
  occurredAt: { from: 'body' as const, path: 'timestamp' },
};

/** One source for each way that the documents let the store prove itself, as the admin API takes it. */
export function plannedSources(stage: Stage): readonly { readonly slug: SourceSlug; readonly body: NewSource }[] {
  const jwt = { issuer: STORE_ISSUER, audience: AUDIENCE };
  return [
    {
      slug: 'petstore-order',
      body: {
        name: 'Pet Store: order, JWT by a shared secret',
        verification: { provider: 'jwt', options: { ...jwt, algorithms: ['HS256'] }, secrets: [stage.secrets.jwt] },
        ...ORDER_RULES,
      },
    },
    {
      slug: 'petstore-order-es256',
      body: {
        name: 'Pet Store: order, JWT by a public key',
        verification: { provider: 'jwt', options: { ...jwt, algorithms: ['ES256'] }, secrets: [stage.keys.publicKeyPem] },
        ...ORDER_RULES,
      },
    },
    {
      slug: 'petstore-order-oauth',
      body: {
        name: 'Pet Store: order, OAuth 2.0',
        verification: {
          provider: 'oauth2',
          options: { issuer: stage.authorizationServer.issuer, audience: AUDIENCE, requiredScopes: ['write:orders'] },
        },
        ...ORDER_RULES,
      },
    },
    {
      slug: 'petstore-events',
      body: {
        name: 'Pet Store: order and payment events',
        // The provider brings its own rules: eventType, eventId and timestamp in the body.
        verification: { provider: 'petstore', secrets: [stage.secrets.webhook] },
      },
    },
    {
      slug: 'petstore-callback',
      body: {
        name: 'Pet Store: callback orderProcessed',
        verification: { provider: 'bearer', secrets: [stage.secrets.callback] },
        eventType: { from: 'const', value: ORDER_PROCESSED },
        externalId: { from: 'body' as const, path: 'requestId' },
        occurredAt: { from: 'body' as const, path: 'timestamp' },
      },
    },
  ];
}
