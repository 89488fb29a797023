import type { Compiled, HandshakeReply, InboundRequest, Undecided, Verdict, Verifier } from '../verifier.js';
import { mayHold, Question, type Greeting, type HandshakeContext, type HandshakeOutcome, type PostedQuestion } from './handshake.js';

/** What a provider asks of a URL besides sending webhooks to it. */
export interface Handshakes {
  readonly greetings?: readonly Greeting[];
  readonly questions?: readonly PostedQuestion[];
}

/** Puts a provider's handshakes around its verifier. Requests that ask nothing pay a look at a few bytes. */
export function withHandshakes(
  compiled: Compiled,
  handshakes: Handshakes | undefined,
  context: HandshakeContext,
  credentialHeaders: readonly string[] = [],
): Compiled {
  if (!compiled.ok || !handshakes) return compiled;
  return { ok: true, verifier: new HandshakeVerifier(compiled.verifier, handshakes, context, credentialHeaders) };
}

class HandshakeVerifier implements Verifier {
  readonly credentials;
  readonly challenge;
  private readonly greetings: readonly Greeting[];
  private readonly questions: readonly PostedQuestion[];

  constructor(
    private readonly inner: Verifier,
    handshakes: Handshakes,
    private readonly context: HandshakeContext,
    credentialHeaders: readonly string[],
  ) {
    const { headers, query } = inner.credentials;
    this.credentials = { headers: [...headers, ...credentialHeaders], query };
    this.challenge = inner.challenge;
    this.greetings = handshakes.greetings ?? [];
    this.questions = handshakes.questions ?? [];
  }

  greet(request: InboundRequest): HandshakeReply | null {
    for (const greeting of this.greetings) {
      const reply = greeting.method === request.method ? greeting.reply(new Question(request), this.context) : null;
      if (reply) return reply;
    }
    return null;
  }

  verify(request: InboundRequest): Verdict | Promise<Verdict> {
    const verdict = this.inner.verify(request);
    if (this.questions.length === 0) return verdict;
    return verdict instanceof Promise ? verdict.then((settled) => this.ask(request, settled)) : this.ask(request, verdict);
  }

  private ask(request: InboundRequest, verdict: Verdict): Verdict | Promise<Verdict> {
    if (!verdict.ok && verdict.unavailable) return verdict;
    let question: Question | undefined;
    for (const { trust, marker, reply } of this.questions) {
      if (!isTrusted(verdict, trust) || !mayHold(request.body, marker)) continue;
      const outcome = reply((question ??= new Question(request)), this.context);
      // A question that needs the network for its answer knows its request: no other is asked after it.
      if (outcome instanceof Promise) return outcome.then((settled) => answered(verdict, settled));
      if (outcome) return answered(verdict, outcome);
    }
    return verdict;
  }
}

function isTrusted(verdict: Verdict, trust: PostedQuestion['trust']): boolean {
  if (verdict.ok || trust === 'anything') return true;
  return trust === 'unsigned' && !verdict.unavailable && verdict.reason.endsWith('-missing');
}

function answered(verdict: Verdict, outcome: HandshakeOutcome): Verdict {
  if (!outcome) return verdict;
  if (isUndecided(outcome)) return outcome;
  return { ok: true, secretId: verdict.ok ? verdict.secretId : null, handshake: outcome };
}

function isUndecided(outcome: HandshakeReply | Undecided): outcome is Undecided {
  return 'unavailable' in outcome;
}
