import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';
import { isActive, type Keyed } from '../active-secrets.js';
import { headerValues } from '../request-headers.js';
import { readTimestamp } from '../request-time.js';
import { refuse } from '../verdicts.js';
import type { InboundRequest, Refused, Verdict, Verifier } from '../verifier.js';
import type { HmacRecipe } from './recipe.js';
import { decodeSignatures } from './signature-values.js';
import { missingSignedHeader, updateWith, type ContentPart } from './signed-content.js';

/** Checks in the order in which an operator mends: signature there, time right, id there, signature readable, signature right. */
export class HmacVerifier implements Verifier {
  // A signature is worth nothing without the body that it covers, and the receiver may want to check it: it is passed on.
  readonly credentials = { headers: [], query: [] };
  readonly challenge = null;

  constructor(
    private readonly recipe: HmacRecipe,
    private readonly parts: readonly ContentPart[],
    private readonly keys: readonly Keyed<KeyObject>[],
    private readonly clock: Clock,
  ) {}

  verify(request: InboundRequest): Verdict {
    const { recipe } = this;
    const nowMs = this.clock.now();
    const values = headerValues(request.headers, recipe.header);
    if (!values.some((value) => value !== '')) return refuse('signature-missing', `The header ${recipe.header} is missing or empty.`);
    const timestamp = recipe.timestamp ? readTimestamp(request.headers, recipe.timestamp, nowMs) : { text: '' };
    if ('ok' in timestamp) return timestamp;
    const id = recipe.idHeader ? readId(request, recipe.idHeader) : '';
    if (typeof id !== 'string') return id;
    // Each value of a repeated header is tried. That is safe: what passes was made with the secret over these very bytes,
    // and a proxy or a forger who adds a line can neither make one that passes nor spoil one that does.
    const signatures = decodeSignatures(values, recipe);
    if (signatures.length === 0) return refuse('signature-malformed', malformedDetail(recipe));
    return this.match(request, signatures, timestamp.text, id, nowMs);
  }

  private match(request: InboundRequest, signatures: readonly Buffer[], timestamp: string, id: string, nowMs: number): Verdict {
    const missing = missingSignedHeader(this.parts, request);
    if (missing) return refuse('signature-mismatch', `The header ${missing} belongs to the signed content and is missing.`);
    let tried = 0;
    for (const secret of this.keys) {
      if (!isActive(secret, nowMs)) continue;
      tried += 1;
      const hmac = createHmac(this.recipe.algorithm, secret.key);
      updateWith(hmac, this.parts, request, timestamp, id);
      const expected = hmac.digest();
      const matches = signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected));
      if (matches) return { ok: true, secretId: secret.secretId, externalId: id === '' ? undefined : id };
    }
    return refuse('signature-mismatch', mismatchDetail(this.recipe, signatures.length, tried));
  }
}

function readId(request: InboundRequest, header: string): string | Refused {
  const values = headerValues(request.headers, header);
  if (values.length > 1) return refuse('id-missing', `The header ${header} came ${values.length} times, so that no one id is the event's.`);
  return values[0] || refuse('id-missing', `The header ${header} is missing or empty.`);
}

function malformedDetail(recipe: HmacRecipe): string {
  const prefix = recipe.prefix === '' ? '' : ` after the prefix "${recipe.prefix}"`;
  return `The header ${recipe.header} holds no ${recipe.encoding} signature${prefix}.`;
}

function mismatchDetail(recipe: HmacRecipe, signatures: number, secrets: number): string {
  if (secrets === 0) return 'Every secret of the source has expired.';
  const given = signatures === 1 ? 'The signature' : `None of the ${signatures} signatures`;
  const counted = `${secrets} active secret${secrets === 1 ? '' : 's'}`;
  const verb = signatures === 1 ? 'does not match' : 'matches';
  return `${given} ${verb} HMAC-${recipe.algorithm.toUpperCase()} of ${recipe.signedContent} with any of ${counted}.`;
}
