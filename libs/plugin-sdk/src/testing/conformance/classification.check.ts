import { type MailReceipt, OutboundError, type OutboundErrorCode, type OutboundResponse } from '@posthorn/contracts';
import { SAMPLE_TIME_MS, type ObservedAttempt } from '../make-context.js';
import { type Attempt, withEndpoint, wordOf } from './attempt.js';
import type { Behaviour, Endpoint } from './http-endpoint.js';
import { type ConformanceCheck, type ConformanceSubject, type Outcome, type Situation, SITUATIONS } from './plugin-fixtures.js';

const TRY_AGAIN: readonly Outcome[] = ['retry'];
const FINAL: readonly Outcome[] = ['failed'];
const NOT_DELIVERED: readonly Outcome[] = ['retry', 'failed', 'disable'];
const RETRY_AFTER_SECONDS = 120;
const HUGE_BYTES = 5 * 1024 * 1024;
const MAX_RECORD_CHARS = 120_000;

/** What most receivers mean; `fixtures.outcomes` says otherwise where a plugin's does. */
const EXPECTED: Readonly<Record<Situation, readonly Outcome[]>> = {
  refused: TRY_AGAIN,
  reset: TRY_AGAIN,
  dns: TRY_AGAIN,
  tls: TRY_AGAIN,
  timeout: TRY_AGAIN,
  'address-not-allowed': FINAL,
  garbage: TRY_AGAIN,
  '302': NOT_DELIVERED,
  '400': NOT_DELIVERED,
  '404': NOT_DELIVERED,
  '429': TRY_AGAIN,
  '500': TRY_AGAIN,
  '503': TRY_AGAIN,
};

/** SMTP has replies of its own (RFC 5321 section 4.2.1): 4yz passes, 5yz stays. */
const MAIL_STATUS: Readonly<Partial<Record<Situation, number>>> = { '400': 550, '404': 554, '429': 421, '500': 451, '503': 452 };

export const classificationCheck: ConformanceCheck = {
  name: 'tells what passes from what stays, and what arrived from what did not',
  run: (subject) => withEndpoint(subject, (endpoint, attempt) => judge(subject, endpoint, attempt)),
};

async function judge(subject: ConformanceSubject, endpoint: Endpoint, attempt: Attempt): Promise<readonly string[]> {
  const { fixtures } = subject;
  const findings: string[] = [];
  const good = await attempt();
  if (good.result?.outcome !== 'delivered') findings.push(`When all is well it says ${wordOf(good)}`);
  for (const situation of SITUATIONS) {
    if (situation === '302' && fixtures.transport === 'smtp') continue;
    const observed = await attemptIn(situation, subject, endpoint, attempt);
    const wanted = fixtures.outcomes?.[situation] ?? EXPECTED[situation];
    if (!observed.result || !wanted.includes(observed.result.outcome)) {
      findings.push(`In the situation ${situation} it says ${wordOf(observed)}, not ${wanted.join(' or ')}`);
    }
  }
  return fixtures.transport === 'smtp'
    ? findings
    : [...findings, ...(await retryAfter(endpoint, attempt)), ...(await huge(endpoint, attempt))];
}

async function attemptIn(
  situation: Situation,
  { fixtures }: ConformanceSubject,
  endpoint: Endpoint,
  attempt: Attempt,
): Promise<ObservedAttempt> {
  switch (situation) {
    case 'refused':
      return attempt({ config: fixtures.config(deadUrl(endpoint.url)), secrets: fixtures.secrets?.(deadUrl(endpoint.url)) ?? {} });
    case 'dns':
      return attempt(failing('network', 'getaddrinfo ENOTFOUND nowhere.invalid'));
    case 'tls':
      return attempt(failing('tls', 'certificate has expired'));
    case 'address-not-allowed':
      return attempt(failing('address-not-allowed', 'The address 127.0.0.1 is not allowed'));
    case 'timeout':
      endpoint.behave('silent');
      return attempt({ timeoutMs: 100 });
    case 'reset':
    case 'garbage':
      endpoint.behave(situation);
      return attempt();
    default: {
      const status = fixtures.transport === 'smtp' ? (MAIL_STATUS[situation] ?? 550) : Number(situation);
      endpoint.behave({ status, body: 'no' });
      return attempt();
    }
  }
}

/** A port of 127.0.0.1 on which nobody listens: 1 is reserved. */
function deadUrl(url: string): string {
  return url.replace(/:\d+$/, ':1');
}

function failing(code: OutboundErrorCode, message: string) {
  const fail = (): Promise<never> => Promise.reject(new OutboundError(code, message));
  return { fetch: fail as () => Promise<OutboundResponse>, mail: fail as () => Promise<MailReceipt> };
}

async function retryAfter(endpoint: Endpoint, attempt: Attempt): Promise<readonly string[]> {
  const findings: string[] = [];
  const date = new Date(SAMPLE_TIME_MS + RETRY_AFTER_SECONDS * 1_000).toUTCString();
  for (const value of [String(RETRY_AFTER_SECONDS), date]) {
    const behaviour: Behaviour = { status: 429, headers: { 'retry-after': value }, body: 'slow down' };
    endpoint.behave(behaviour);
    const { result } = await attempt();
    const afterMs = result?.outcome === 'retry' ? result.retryAfterMs : undefined;
    if (afterMs !== RETRY_AFTER_SECONDS * 1_000)
      findings.push(`Retry-After: ${value} is not honoured: it comes again after ${String(afterMs)} ms`);
  }
  return findings;
}

async function huge(endpoint: Endpoint, attempt: Attempt): Promise<readonly string[]> {
  endpoint.behave({ status: 500, body: Buffer.alloc(HUGE_BYTES, 'x') });
  const observed = await attempt();
  if (!observed.result) return [`A huge answer makes it say ${wordOf(observed)}`];
  return JSON.stringify(observed.result).length > MAX_RECORD_CHARS ? ['A huge answer is kept whole'] : [];
}
