import type { RefusalReason } from '@posthorn/contracts';
import { systemClock } from '@posthorn/contracts';
import { signWebhook, WEBHOOK_SIGNATURE_HEADER } from '../authentication/webhook-signature.js';
import { AccessTokens } from '../authorization-server/access-tokens.js';
import { orderExample } from '../webhooks/order.js';
import { orderProcessed } from '../webhooks/order-processed.js';
import { orderApproved } from '../webhooks/order-status-changed.js';
import { cardPayment } from '../webhooks/payment-succeeded.js';
import type { SourceSlug } from './sources.js';
import { AUDIENCE, type Stage } from './stage.js';

/** A request that must be refused, and the reason that the relay must give its operator. */
export interface Forgery {
  readonly what: string;
  readonly source: SourceSlug;
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
  readonly reason: RefusalReason;
}

const HOUR_SECONDS = 3600;

/** Each way of getting in without the right to, one at a time. */
export async function planForgeries(stage: Stage): Promise<readonly Forgery[]> {
  return [...signatureForgeries(stage), ...(await tokenForgeries(stage)), ...(await oauthForgeries(stage)), ...callbackForgeries()];
}

function signatureForgeries({ secrets }: Stage): Forgery[] {
  const source = 'petstore-events';
  const genuine = signWebhook(secrets.webhook, cardPayment.body);
  const tampered = Buffer.from(cardPayment.body.toString('utf8').replaceAll('125.50', '999.50'));
  const forged = signWebhook('a guessed secret', orderApproved.body);
  return [
    {
      what: 'another secret',
      source,
      body: orderApproved.body,
      headers: { [WEBHOOK_SIGNATURE_HEADER]: forged },
      reason: 'signature-mismatch',
    },
    {
      what: 'an amount changed on the way',
      source,
      body: tampered,
      headers: { [WEBHOOK_SIGNATURE_HEADER]: genuine },
      reason: 'signature-mismatch',
    },
    { what: 'no signature', source, body: orderApproved.body, headers: {}, reason: 'signature-missing' },
  ];
}

async function tokenForgeries({ tokens, secrets, keys }: Stage): Promise<Forgery[]> {
  const forge = (what: string, source: SourceSlug, token: string, reason: RefusalReason) => bearer(what, source, token, reason);
  return [
    forge('an expired token', 'petstore-order', await tokens.hs256(secrets.jwt, { lifetimeSeconds: -HOUR_SECONDS }), 'token-expired'),
    forge('a token with alg none', 'petstore-order', tokens.unsigned(), 'token-invalid'),
    forge('a token by another secret', 'petstore-order', await tokens.hs256('a guessed secret of 32 characters'), 'token-invalid'),
    forge(
      'a token of another issuer',
      'petstore-order',
      await tokens.hs256(secrets.jwt, { issuer: 'https://evil.example' }),
      'token-invalid',
    ),
    // Algorithm confusion: the public key, which is no secret, used as an HMAC key (RFC 8725 section 2.1).
    forge('the public key as HMAC key', 'petstore-order-es256', await tokens.hs256(keys.publicKeyPem), 'token-invalid'),
    { what: 'no token', source: 'petstore-order', body: orderExample.body, headers: {}, reason: 'token-missing' },
  ];
}

async function oauthForgeries({ oauth, authorizationServer, authorizationClock }: Stage): Promise<Forgery[]> {
  const source = 'petstore-order-oauth';
  const small = await oauth.obtainTokens('read:orders');
  authorizationClock.offsetMs = -2 * HOUR_SECONDS * 1000;
  const old = await oauth.obtainTokens('write:orders');
  authorizationClock.offsetMs = 0;
  // Right in every claim, by a key that the issuer has never published.
  const foreign = await AccessTokens.create(systemClock, HOUR_SECONDS);
  const grant = { clientId: 'petstore-sender', subject: 'nobody', scope: 'write:orders' };
  return [
    bearer('an expired access token', source, old.access_token, 'token-expired'),
    bearer('a scope that is too small', source, small.access_token, 'token-scope'),
    bearer("a key that is not the issuer's", source, await foreign.issue(authorizationServer.issuer, AUDIENCE, grant), 'token-invalid'),
  ];
}

function callbackForgeries(): Forgery[] {
  const common = { source: 'petstore-callback', body: orderProcessed.body } as const;
  return [
    { ...common, what: 'another bearer token', headers: { authorization: 'Bearer guessed' }, reason: 'credential-mismatch' },
    { ...common, what: 'no bearer token', headers: {}, reason: 'credential-missing' },
  ];
}

function bearer(what: string, source: SourceSlug, token: string, reason: RefusalReason): Forgery {
  return { what, source, body: orderExample.body, headers: { authorization: `Bearer ${token}` }, reason };
}
