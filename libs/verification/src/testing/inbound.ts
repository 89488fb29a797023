import { OutboundError, type Clock, type GuardedFetch, type SourceSecret } from '@posthorn/contracts';
import { findScheme } from '../schemes.js';
import type { InboundRequest, SchemeFault, Verdict, Verifier, VerifierEnvironment } from '../verifier.js';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  constructor(public nowMs = 1_758_613_403_000) {}

  now(): number {
    return this.nowMs;
  }
}

/** A fetch without a guard, for servers on loopback. */
export const plainFetch: GuardedFetch = async ({ url, method = 'GET', headers = [], body }) => {
  try {
    const init = { method, headers: headers.map(([name, value]): [string, string] => [name, value]), redirect: 'manual' as const };
    const response = await fetch(url, body === undefined ? init : { ...init, body: String(body) });
    return { status: response.status, headers: [...response.headers], body: Buffer.from(await response.arrayBuffer()), truncated: false };
  } catch (cause) {
    throw new OutboundError('network', 'refused', { cause });
  }
};

export function secret(value: string, expiresAtMs: number | null = null, id = '019b4132-70aa-764f-b315-e2803d882a24'): SourceSecret {
  return { id, value, expiresAtMs };
}

export function inbound(
  headers: readonly (readonly [string, string])[],
  body: Buffer | string = '',
  rest: Partial<InboundRequest> = {},
): InboundRequest {
  return { method: 'POST', url: 'https://in.example/in/pets', query: '', headers: headers.flat(), body: Buffer.from(body), ...rest };
}

type Options = Readonly<Record<string, unknown>>;

export function verifierOf(
  name: string,
  options: Options,
  secrets: readonly SourceSecret[],
  environment: Partial<VerifierEnvironment> = {},
): Verifier {
  const compiled = findScheme(name)?.compile(options, secrets, { clock: new TestClock(), fetch: plainFetch, ...environment });
  if (!compiled?.ok) throw new Error(`${name} did not compile: ${JSON.stringify(compiled?.faults)}`);
  return compiled.verifier;
}

export function faultsOf(name: string, options: Options, secrets: readonly SourceSecret[]): readonly SchemeFault[] {
  const compiled = findScheme(name)?.compile(options, secrets, { clock: new TestClock(), fetch: plainFetch });
  return compiled?.ok === false ? compiled.faults : [];
}

/** What a verdict comes to in one word: `accepted`, `unavailable` or the reason. */
export function outcome(verdict: Verdict): string {
  if (verdict.ok) return 'accepted';
  return verdict.unavailable ? 'unavailable' : verdict.reason;
}
