import type { RawHeaders, SourceSecret } from '@posthorn/contracts';
import { parseJson, textAt, valueAt } from '../json-body.js';
import { headerValues } from '../request-headers.js';
import type { HandshakeReply, InboundRequest, Undecided, VerifierEnvironment } from '../verifier.js';

/** Questions are short. A longer body is a webhook, whatever it says of itself, and is not parsed here. */
const MAX_QUESTION_BYTES = 65_536;

/**
 * What a request must have shown before its question is answered. `verified`: a good signature. `unsigned`: a good one, or none at all,
 * for questions whose answer gives nothing away. `anything`: also a bad one, for the question that brings the secret.
 */
export type HandshakeTrust = 'verified' | 'unsigned' | 'anything';

/** What a source brings to its handshakes. */
export interface HandshakeContext {
  readonly secrets: readonly SourceSecret[];
  readonly environment: VerifierEnvironment;
}

export type HandshakeOutcome = HandshakeReply | Undecided | null;

/** A question that a provider asks of a URL by GET, HEAD or OPTIONS. */
export interface Greeting {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS';
  /** `null` if the request is something else. */
  reply(question: Question, context: HandshakeContext): HandshakeReply | null;
}

/** A question that comes as if it were a webhook. */
export interface PostedQuestion {
  readonly trust: HandshakeTrust;
  /** Bytes that such a body has, so that no other body is parsed for it; `null` where a header or the query tells. */
  readonly marker: string | null;
  reply(question: Question, context: HandshakeContext): HandshakeOutcome | Promise<HandshakeOutcome>;
}

/** A request as its question reads it: nothing is parsed before it is asked for. */
export class Question {
  private parsed: { readonly json: unknown } | undefined;

  constructor(readonly request: InboundRequest) {}

  get headers(): RawHeaders {
    return this.request.headers;
  }

  /** The value of a header that came once. */
  header(name: string): string | null {
    const values = headerValues(this.request.headers, name);
    return values.length === 1 ? (values[0] ?? null) : null;
  }

  query(name: string): string | null {
    return this.request.query.includes(name) ? new URLSearchParams(this.request.query).get(name) : null;
  }

  text(...keys: string[]): string | null {
    return textAt(this.json(), keys);
  }

  value(...keys: string[]): unknown {
    return valueAt(this.json(), keys);
  }

  private json(): unknown {
    this.parsed ??= { json: this.request.body.length > MAX_QUESTION_BYTES ? undefined : parseJson(this.request.body) };
    return this.parsed.json;
  }
}

/** Whether a body may hold the question. */
export function mayHold(body: Buffer, marker: string | null): boolean {
  return marker === null || (body.length <= MAX_QUESTION_BYTES && body.includes(marker));
}
