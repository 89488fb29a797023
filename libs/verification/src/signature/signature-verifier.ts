import { createHmac, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';
import { isActive, type Keyed } from '../active-secrets.js';
import { parseJson, textAt } from '../json-body.js';
import { headerValues } from '../request-headers.js';
import { refuse } from '../verdicts.js';
import { NO_CREDENTIALS, type InboundRequest, type Refused, type Verdict, type Verifier } from '../verifier.js';
import { contentOf, type ContentPart } from './content-template.js';
import { isKeyPair, type SignatureRecipe } from './recipe.js';
import { decodeSignatures, signatureValues, takeApart, type ShownPieces } from './shown-signatures.js';
import { judgeTimestamp, onlyTimestamp, timestampPlace } from './signing-time.js';

/** Checks in the order in which an operator mends: signature there, time right, id there, signature readable, signature right. */
export class SignatureVerifier implements Verifier {
  // A signature is worth nothing without the body that it covers, and the receiver may want to check it: it is passed on.
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;
  private readonly timestampPlace: string;

  constructor(
    private readonly recipe: SignatureRecipe,
    private readonly parts: readonly ContentPart[],
    private readonly keys: readonly Keyed<KeyObject>[],
    private readonly clock: Clock,
  ) {
    this.timestampPlace = recipe.timestamp ? timestampPlace(recipe.timestamp, recipe.headers) : '';
  }

  verify(request: InboundRequest): Verdict {
    const { recipe } = this;
    const nowMs = this.clock.now();
    const values = signatureValues(request.headers, recipe);
    if (values.length === 0) return refuse('signature-missing', `The header ${recipe.headers.join(' or ')} is missing or empty.`);
    const pieces = takeApart(values, recipe);
    if (recipe.field !== undefined && pieces.texts.length === 0) return refusedPieces(pieces, recipe);
    const timestamp = this.readTimestamp(request, pieces, nowMs);
    if (typeof timestamp !== 'string') return timestamp;
    const id = recipe.idHeader ? readId(request, recipe.idHeader) : '';
    if (typeof id !== 'string') return id;
    const signatures = decodeSignatures(pieces, recipe);
    if ('ok' in signatures) return signatures;
    return this.match(request, signatures, timestamp, id, nowMs);
  }

  /** The timestamp's exact text, which is what is signed; empty where it stands in the body, which is read once it is known to be genuine. */
  private readTimestamp(request: InboundRequest, pieces: ShownPieces, nowMs: number): string | Refused {
    const { timestamp } = this.recipe;
    if (!timestamp || timestamp.from === 'body') return '';
    const values = timestamp.from === 'header' ? headerValues(request.headers, timestamp.name) : pieces.timestamps;
    const text = onlyTimestamp(values, this.timestampPlace);
    return typeof text === 'string' ? (judgeTimestamp(text, timestamp, nowMs, this.timestampPlace) ?? text) : text;
  }

  private match(request: InboundRequest, signatures: readonly Buffer[], timestamp: string, id: string, nowMs: number): Verdict {
    if (!startsWith(request.body, this.recipe.bodyStart))
      return refuse('signature-mismatch', `The body does not begin with ${this.recipe.bodyStart}: it is no webhook, whatever signed it.`);
    const content = contentOf(this.parts, request, { timestamp, id, url: this.recipe.url ?? request.url });
    if (typeof content === 'string') return refuse('signature-mismatch', `${content} belongs to the signed content and is missing.`);
    let tried = 0;
    for (const secret of this.keys) {
      if (!isActive(secret, nowMs)) continue;
      tried += 1;
      if (!this.signed(content, secret.key, signatures)) continue;
      return this.judgeBodyTime(request, nowMs) ?? { ok: true, secretId: secret.secretId, externalId: id === '' ? undefined : id };
    }
    return refuse('signature-mismatch', mismatchDetail(this.recipe, signatures.length, tried));
  }

  private signed(content: readonly Buffer[], key: KeyObject, signatures: readonly Buffer[]): boolean {
    const { algorithm } = this.recipe;
    if (isKeyPair(algorithm)) {
      const whole = content.length === 1 ? (content[0] ?? Buffer.alloc(0)) : Buffer.concat(content);
      const digest = algorithm === 'ed25519' ? null : 'sha256';
      return signatures.some((given) => verify(digest, whole, key, given));
    }
    const hmac = createHmac(algorithm, key);
    for (const piece of content) hmac.update(piece);
    const expected = hmac.digest();
    return signatures.some((given) => given.length === expected.length && timingSafeEqual(given, expected));
  }

  private judgeBodyTime(request: InboundRequest, nowMs: number): Refused | null {
    const { timestamp } = this.recipe;
    if (timestamp?.from !== 'body') return null;
    const text = textAt(parseJson(request.body), timestamp.name.split('.'));
    if (text === null) return refuse('timestamp-missing', `${this.timestampPlace} is missing.`);
    return judgeTimestamp(text, timestamp, nowMs, this.timestampPlace);
  }
}

function startsWith(body: Buffer, start: string | undefined): boolean {
  return start === undefined || body.toString('latin1', 0, start.length) === start;
}

function refusedPieces(pieces: ShownPieces, recipe: SignatureRecipe): Refused {
  const refused = decodeSignatures(pieces, recipe);
  return 'ok' in refused ? refused : refuse('signature-malformed', 'The signature cannot be read.');
}

function readId(request: InboundRequest, header: string): string | Refused {
  const values = headerValues(request.headers, header);
  if (values.length > 1) return refuse('id-missing', `The header ${header} came ${values.length} times, so that no one id is the event's.`);
  return values[0] || refuse('id-missing', `The header ${header} is missing or empty.`);
}

function mismatchDetail(recipe: SignatureRecipe, signatures: number, secrets: number): string {
  if (secrets === 0) return 'The source has no active secret.';
  const given = signatures === 1 ? 'The signature' : `None of the ${signatures} signatures`;
  const counted = `${secrets} active secret${secrets === 1 ? '' : 's'}`;
  const verb = signatures === 1 ? 'does not match' : 'matches';
  const kind = isKeyPair(recipe.algorithm) ? recipe.algorithm : `HMAC-${recipe.algorithm.toUpperCase()}`;
  return `${given} ${verb} ${kind} of ${recipe.signedContent} with any of ${counted}.`;
}
