import { createHash, createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, importPKCS8, SignJWT } from 'jose';
import { z } from 'zod';
import { importSecrets, newestSecret } from '../active-secrets.js';
import { sameText } from '../constant-time.js';
import type { SourceSecret } from '@posthorn/contracts';
import { defineScheme } from '../define-scheme.js';
import { valueAt } from '../json-body.js';
import { toleranceOption } from '../option-schemas.js';
import { headerValues } from '../request-headers.js';
import { judgeTimestamp } from '../signature/signing-time.js';
import { AuthorizationServerError, fetchJson } from '../tokens/fetch-json.js';
import { FetchedKeys } from '../tokens/fetched-keys.js';
import { isMismatch, judgeWithKey } from '../tokens/jwt-judge.js';
import { undecidedKeys } from '../tokens/undecided-keys.js';
import { compiledUnlessFaulty, refuse } from '../verdicts.js';
import {
  NO_CREDENTIALS,
  type InboundRequest,
  type Refused,
  type SchemeFault,
  type SignedRequest,
  type SigningInput,
  type Verdict,
  type Verifier,
  type VerifierEnvironment,
} from '../verifier.js';
import { guideOf, inBody, type ProviderPage } from './provider-page.js';

const HEADER = 'plaid-verification';
const MAX_TOKEN_BYTES = 4_096;
const KEY_ID = /^[A-Za-z0-9_-]{1,64}$/;

const page: ProviderPage = {
  name: 'plaid',
  title: 'Plaid',
  documentation: 'https://plaid.com/docs/api/webhooks/webhook-verification/',
  secret: "The API secret of the environment; the relay fetches Plaid's keys with it.",
  setup: [
    "Give the client_id as option clientId and the environment's API secret here.",
    "Then pass the source's URL as webhook when you create a link token, or set it for an item.",
  ],
  defaults: { eventType: inBody('webhook_code') },
};

const options = z.strictObject({
  clientId: z.string().min(1).max(128).describe('The client_id of the account'),
  environment: z.enum(['production', 'sandbox']).default('production'),
  toleranceSeconds: toleranceOption().default(300),
});
type PlaidOptions = z.output<typeof options>;

/** An ES256 JWT in a header, whose claim `request_body_sha256` is the hash of the body; its key is asked for by id. */
export const plaid = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page), options, signsWith: 'key-pair' as const },
  compile(parsed, secrets, environment) {
    const faults: SchemeFault[] = [];
    importSecrets(secrets, faults, (value) => ({ value }));
    return compiledUnlessFaulty(faults, () => new PlaidVerifier(parsed, secrets, environment));
  },
  sign,
});

interface PlaidKey {
  readonly key: KeyObject;
  /** `null` = Plaid still signs with it. */
  readonly expiredAtMs: number | null;
}

class PlaidVerifier implements Verifier {
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;
  private readonly keys: FetchedKeys<PlaidKey>;

  constructor(
    private readonly options: PlaidOptions,
    private readonly secrets: readonly SourceSecret[],
    private readonly environment: VerifierEnvironment,
  ) {
    this.keys = new FetchedKeys((id) => this.load(id), environment.clock);
  }

  async verify(request: InboundRequest): Promise<Verdict> {
    const token = headerValues(request.headers, HEADER)[0];
    if (!token) return refuse('signature-missing', `The header ${HEADER} is missing or empty.`);
    const keyId = keyIdOf(token);
    if (typeof keyId !== 'string') return keyId;
    try {
      return await this.judge(request, token, await this.keys.get(keyId));
    } catch (error) {
      return undecidedKeys(error);
    }
  }

  private async judge(request: InboundRequest, token: string, { key, expiredAtMs }: PlaidKey): Promise<Verdict> {
    const nowMs = this.environment.clock.now();
    if (expiredAtMs !== null && expiredAtMs <= nowMs) return refuse('signature-mismatch', 'The JWT names a key of Plaid that has expired.');
    const judgement = await judgeWithKey(token, key, { algorithms: ['ES256'], currentDate: new Date(nowMs) });
    if (isMismatch(judgement)) return refuse('signature-mismatch', "The JWT does not match Plaid's key.");
    if (!judgement.ok) return refuse('signature-malformed', `The header ${HEADER} is no JWT of Plaid: ${judgement.detail}`);
    const { iat, request_body_sha256: hash } = judgement.payload;
    if (iat === undefined) return refuse('timestamp-missing', 'The JWT has no claim iat.');
    const late = judgeTimestamp(
      String(Math.floor(iat)),
      { unit: 's', toleranceSeconds: this.options.toleranceSeconds },
      nowMs,
      'The claim iat',
    );
    if (late) return late;
    const matches = typeof hash === 'string' && sameText(hash, hashOf(request.body));
    return matches
      ? { ok: true, secretId: null }
      : refuse('signature-mismatch', 'The claim request_body_sha256 is not the hash of the body.');
  }

  private async load(keyId: string): Promise<PlaidKey> {
    const { clientId, environment } = this.options;
    const secret = newestSecret(this.secrets, this.environment.clock.now());
    const answer = await fetchJson(this.environment.fetch, {
      method: 'POST',
      url: `https://${environment}.plaid.com/webhook_verification_key/get`,
      headers: [['content-type', 'application/json']],
      body: JSON.stringify({ client_id: clientId, secret, key_id: keyId }),
    });
    try {
      const expiredAt = valueAt(answer, ['key', 'expired_at']);
      const key = createPublicKey({ key: valueAt(answer, ['key']) as JsonWebKey, format: 'jwk' });
      return { key, expiredAtMs: typeof expiredAt === 'number' ? expiredAt * 1_000 : null };
    } catch {
      throw new AuthorizationServerError('Plaid answered with a key that cannot be read.');
    }
  }
}

function keyIdOf(token: string): string | Refused {
  if (token.length > MAX_TOKEN_BYTES) return refuse('signature-malformed', `The header ${HEADER} is too long for a JWT.`);
  try {
    const { alg, kid } = decodeProtectedHeader(token);
    if (alg !== 'ES256') return refuse('signature-unsupported', "The JWT's algorithm is not ES256.");
    return typeof kid === 'string' && KEY_ID.test(kid) ? kid : refuse('signature-malformed', 'The JWT names no key (kid).');
  } catch {
    return refuse('signature-malformed', `The header ${HEADER} is not a JWT that can be read.`);
  }
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

async function sign(_options: PlaidOptions, input: SigningInput): Promise<SignedRequest> {
  const token = new SignJWT({ request_body_sha256: hashOf(input.body) })
    .setProtectedHeader({ alg: 'ES256', kid: 'sample', typ: 'JWT' })
    .setIssuedAt(Math.floor(input.atMs / 1000));
  return { ...input, headers: [...input.headers, [HEADER, await token.sign(await importPKCS8(input.secret, 'ES256'))]] };
}
