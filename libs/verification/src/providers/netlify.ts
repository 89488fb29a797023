import { createHash, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { z } from 'zod';
import { importSecrets, isActive, type Keyed } from '../active-secrets.js';
import { sameText } from '../constant-time.js';
import { defineScheme } from '../define-scheme.js';
import { headerValues } from '../request-headers.js';
import { importTextKey } from '../shared-key.js';
import { isMismatch, judgeWithKey } from '../tokens/jwt-judge.js';
import { compiledUnlessFaulty, refuse } from '../verdicts.js';
import {
  NO_CREDENTIALS,
  type InboundRequest,
  type SchemeFault,
  type SignedRequest,
  type SigningInput,
  type Verdict,
  type Verifier,
  type VerifierEnvironment,
} from '../verifier.js';
import { guideOf, inHeader, type ProviderPage } from './provider-page.js';

const HEADER = 'x-webhook-signature';
const ISSUER = 'netlify';
const MAX_TOKEN_BYTES = 4_096;

const page: ProviderPage = {
  name: 'netlify',
  title: 'Netlify',
  documentation: 'https://docs.netlify.com/site-deploys/notifications/#payload-signature',
  secret: 'The JWS secret token of the notification.',
  setup: [
    "In the site's configuration, Notifications, Deploy notifications, add an HTTP POST request with the source's URL.",
    'Write a JWS secret token of your own there and give the same here.',
  ],
  defaults: { eventType: inHeader('x-netlify-event') },
};

/** A JWS in a header, whose claim `sha256` is the hash of the body. */
export const netlify = defineScheme({
  ...{ name: page.name, title: page.title, defaults: page.defaults, guide: guideOf(page), options: z.strictObject({}) },
  compile(_none, secrets, environment) {
    const faults: SchemeFault[] = [];
    const keys = importSecrets(secrets, faults, importTextKey);
    return compiledUnlessFaulty(faults, () => new NetlifyVerifier(keys, environment));
  },
  sign,
});

class NetlifyVerifier implements Verifier {
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;

  constructor(
    private readonly keys: readonly Keyed<KeyObject>[],
    private readonly environment: VerifierEnvironment,
  ) {}

  async verify(request: InboundRequest): Promise<Verdict> {
    const token = headerValues(request.headers, HEADER)[0];
    if (!token) return refuse('signature-missing', `The header ${HEADER} is missing or empty.`);
    if (token.length > MAX_TOKEN_BYTES) return refuse('signature-malformed', `The header ${HEADER} is too long for a JWS.`);
    const nowMs = this.environment.clock.now();
    const checks = { algorithms: ['HS256'], issuer: ISSUER, currentDate: new Date(nowMs) };
    for (const { key, secretId, expiresAtMs } of this.keys) {
      if (!isActive({ expiresAtMs }, nowMs)) continue;
      const judgement = await judgeWithKey(token, key, checks);
      if (isMismatch(judgement)) continue;
      if (!judgement.ok) return refuse('signature-malformed', `The header ${HEADER} is no JWS of Netlify: ${judgement.detail}`);
      const { sha256 } = judgement.payload;
      const matches = typeof sha256 === 'string' && sameText(sha256.toLowerCase(), hashOf(request.body));
      return matches ? { ok: true, secretId } : refuse('signature-mismatch', 'The claim sha256 is not the hash of the body.');
    }
    return refuse('signature-mismatch', 'The JWS matches none of the active secrets.');
  }
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}

async function sign(_none: unknown, input: SigningInput): Promise<SignedRequest> {
  const token = new SignJWT({ sha256: hashOf(input.body) }).setProtectedHeader({ alg: 'HS256' }).setIssuer(ISSUER);
  return { ...input, headers: [...input.headers, [HEADER, await token.sign(new TextEncoder().encode(input.secret))]] };
}
