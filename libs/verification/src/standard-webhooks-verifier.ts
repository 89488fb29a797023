import { createHmac, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import type { Clock } from '@posthorn/contracts';
import { isActive, type Keyed } from './active-secrets.js';
import { headerValues } from './request-headers.js';
import { MAX_SIGNATURES } from './signature/shown-signatures.js';
import { judgeTimestamp, onlyTimestamp } from './signature/signing-time.js';
import { decodeStrict } from './strict-encoding.js';
import { refuse } from './verdicts.js';
import { NO_CREDENTIALS, type InboundRequest, type Verdict, type Verifier } from './verifier.js';

interface Signature {
  readonly version: 'v1' | 'v1a';
  readonly bytes: Buffer;
}

/** `v1` is HMAC-SHA256 and answers to `whsec_` secrets, `v1a` is Ed25519 and answers to `whpk_` keys; never one to the other's. */
export class StandardWebhooksVerifier implements Verifier {
  readonly credentials = NO_CREDENTIALS;
  readonly challenge = null;
  private readonly time;

  /** `prefixes` of the three headers; the first of them that a request has is the one it is judged by. */
  constructor(
    private readonly keys: readonly Keyed<KeyObject>[],
    toleranceSeconds: number,
    private readonly clock: Clock,
    private readonly prefixes: readonly string[] = ['webhook'],
  ) {
    this.time = { unit: 's', toleranceSeconds } as const;
  }

  verify(request: InboundRequest): Verdict {
    const nowMs = this.clock.now();
    const { prefix, values } = this.shown(request);
    if (values.length === 0) return refuse('signature-missing', `The header ${prefix}-signature is missing or empty.`);
    const ids = headerValues(request.headers, `${prefix}-id`);
    const id = ids[0];
    if (!id || ids.length > 1) return refuse('id-missing', `The header ${prefix}-id came ${id ? ids.length : 0} times; it must come once.`);
    const place = `The header ${prefix}-timestamp`;
    const timestamps = headerValues(request.headers, `${prefix}-timestamp`);
    const timestamp = onlyTimestamp(timestamps, place);
    if (typeof timestamp !== 'string') return timestamp;
    const late = judgeTimestamp(timestamp, this.time, nowMs, place);
    if (late) return late;
    const texts = values.flatMap((value) => value.split(' ', MAX_SIGNATURES)).slice(0, MAX_SIGNATURES);
    return this.match(request.body, texts, `${id}.${timestamp}.`, id, nowMs);
  }

  private shown({ headers }: InboundRequest): { readonly prefix: string; readonly values: readonly string[] } {
    for (const prefix of this.prefixes) {
      const values = headerValues(headers, `${prefix}-signature`);
      if (values.some((value) => value !== '')) return { prefix, values: values.filter((value) => value !== '') };
    }
    return { prefix: this.prefixes[0] ?? 'webhook', values: [] };
  }

  private match(body: Buffer, texts: readonly string[], head: string, id: string, nowMs: number): Verdict {
    const known = texts.filter((text) => text.startsWith('v1,') || text.startsWith('v1a,'));
    if (known.length === 0 && texts.some((text) => /^v\w+,/.test(text))) {
      return refuse('signature-unsupported', 'The signature header has no signature of a version that is understood (v1, v1a).');
    }
    const signatures = known.flatMap(decodeSignature);
    if (signatures.length === 0) return refuse('signature-malformed', 'The signature header holds no "v1," or "v1a," with base64.');
    const active = this.keys.filter((key) => isActive(key, nowMs));
    if (active.length === 0) return refuse('signature-mismatch', 'The source has no active secret.');
    const usable = signatures.filter(({ version }) => active.some(({ key }) => versionOf(key) === version));
    if (usable.length === 0) {
      const needed = versionOf(active[0]?.key) === 'v1' ? 'v1 (HMAC)' : 'v1a (Ed25519)';
      return refuse('signature-unsupported', `The source's secrets need a signature of version ${needed}, and none came.`);
    }
    const match = active.find((secret) => matches(secret.key, usable, head, body));
    if (match) return { ok: true, secretId: match.secretId, externalId: id };
    return refuse('signature-mismatch', `None of ${usable.length} signatures matches any of ${active.length} active secrets.`);
  }
}

function versionOf(key: KeyObject | undefined): Signature['version'] {
  return key?.type === 'secret' ? 'v1' : 'v1a';
}

function decodeSignature(text: string): Signature[] {
  const comma = text.indexOf(',');
  const bytes = decodeStrict(text.slice(comma + 1), 'base64');
  return bytes ? [{ version: comma === 2 ? 'v1' : 'v1a', bytes }] : [];
}

function matches(key: KeyObject, signatures: readonly Signature[], head: string, body: Buffer): boolean {
  if (key.type === 'secret') {
    const expected = createHmac('sha256', key).update(head, 'latin1').update(body).digest();
    return signatures.some(
      ({ version, bytes }) => version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected),
    );
  }
  const content = Buffer.concat([Buffer.from(head, 'latin1'), body]);
  return signatures.some(({ version, bytes }) => version === 'v1a' && verify(null, content, key, bytes));
}
