import { ID_PREFIXES, toTypeId, type GuardedFetch, type RefusalFinding, type SourceConfig } from '@posthorn/contracts';
import { bodyForms } from './body-forms.js';
import { explainCredential } from './explain-credential.js';
import { explainHmac } from './explain-hmac.js';
import { explainSignatureForm } from './explain-signature-form.js';
import { withoutExpiry } from './judge.js';
import { timesIn } from './times-in.js';
import { Trials } from './trials.js';
import { activeSecrets, trialOf, type UnverifiedRequest } from './unverified-request.js';

type Step = (asked: UnverifiedRequest, trials: Trials) => Promise<readonly RefusalFinding[]>;

/** The commonest mistakes first; the first that explains the refusal ends the search. */
const STEPS: readonly Step[] = [
  explainTime,
  explainExpiry,
  explainOtherSource,
  explainSignatureForm,
  explainBody,
  explainOtherSecret,
  explainHmac,
  explainCredential,
];

/** Reasons of a verifier; the others say all there is. */
const VERIFIED = /^(?:signature|timestamp|id|token|credential)-/;

/** Tries variations of the request, the secrets and the scheme, and tells which of them the verifier accepts. */
export async function explain(asked: UnverifiedRequest, fetch: GuardedFetch): Promise<readonly RefusalFinding[]> {
  if (!VERIFIED.test(asked.reason)) return [];
  const trials = new Trials(fetch);
  for (const step of STEPS) {
    const found = await step(asked, trials);
    if (found.length > 0) return found;
    if (trials.exhausted) return [{ code: 'not-finished', message: 'Looking for an explanation took too long and was broken off.' }];
  }
  return [];
}

const secretName = (id: string): string => `the secret ${toTypeId(ID_PREFIXES.sourceSecret, id)}`;
const sourceName = ({ id, slug }: SourceConfig): string => `the source ${slug} (${toTypeId(ID_PREFIXES.source, id)})`;

async function explainTime(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  if (!/^(?:timestamp|token)-/.test(asked.reason)) return [];
  const secrets = activeSecrets(asked);
  for (const { atMs, kind } of timesIn(asked.request.headers)) {
    if (!(await trials.passes({ ...trialOf(asked), secrets, nowMs: atMs }))) continue;
    const seconds = Math.round((asked.receivedAtMs - atMs) / 1_000);
    const distance = `${Math.abs(seconds)} s ${seconds >= 0 ? 'before' : 'after'} it came, by the clock of this relay`;
    const what = kind === 'expires' ? 'its token expired' : 'it was signed';
    return [{ code: 'timestamp-only', message: `Everything but the time is right: ${what} ${distance}.` }];
  }
  return [];
}

async function explainExpiry(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  for (const secret of asked.source.secrets) {
    if (secret.expiresAtMs === null || secret.expiresAtMs > asked.receivedAtMs) continue;
    if (!(await trials.passes({ ...trialOf(asked), secrets: withoutExpiry([secret]) }))) continue;
    const expiredAt = new Date(secret.expiresAtMs).toISOString();
    return [{ code: 'secret-expired', message: `It matches ${secretName(secret.id)}, which had expired at ${expiredAt}.` }];
  }
  return [];
}

async function explainOtherSource(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  const { request, receivedAtMs: nowMs } = asked;
  for (const other of asked.neighbours) {
    const trial = { ...other.verification, secrets: other.secrets, request, nowMs };
    if (!(await trials.passes(trial))) continue;
    // One that takes whatever comes says nothing about this request.
    if (await trials.passes({ ...trial, request: { ...request, headers: [], query: '', body: Buffer.from('posthorn') } })) continue;
    return [{ code: 'other-source', message: `It fits ${sourceName(other)}: it may have been sent to the wrong URL.` }];
  }
  return [];
}

async function explainOtherSecret(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  for (const other of asked.neighbours) {
    for (const secret of withoutExpiry(other.secrets)) {
      if (!(await trials.passes({ ...trialOf(asked), secrets: [secret] }))) continue;
      return [{ code: 'other-source-secret', message: `It matches ${secretName(secret.id)} of ${sourceName(other)}.` }];
    }
  }
  return [];
}

async function explainBody(asked: UnverifiedRequest, trials: Trials): Promise<readonly RefusalFinding[]> {
  if (!asked.reason.startsWith('signature-')) return [];
  const { body, headers } = asked.request;
  for (const form of bodyForms(body, headers)) {
    if (!(await trials.passes({ ...trialOf(asked), request: { ...asked.request, body: form.body } }))) continue;
    return [{ code: 'body-changed', message: `The signature fits ${form.what}.` }];
  }
  return [];
}
