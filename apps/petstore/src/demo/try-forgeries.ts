import { randomUUID } from 'node:crypto';
import type { AdminApi, RefusalView } from '../admin-api.js';
import { type Sent, sendWebhook } from '../sender.js';
import { waitUntil } from '../wait-until.js';
import { type Configuration, sourceOf } from './configure.js';
import type { Differences } from './differences.js';
import type { Forgery } from './forgeries.js';
import { REQUEST_ID_HEADER, type SourceSlug } from './sources.js';

/** A forgery that was tried, and what the relay's books say of it. */
export interface TriedForgery {
  readonly forgery: Forgery;
  readonly sent: Sent;
  readonly refusal: RefusalView | null;
}

/** Refusals are written in the background and show within a second. */
const REFUSAL_LIMIT_MS = 5_000;

const BEARER_SCHEMES: readonly SourceSlug[] = ['petstore-order', 'petstore-order-es256', 'petstore-order-oauth'];

/** Sends every forgery; each must be answered 401 with nothing in it, and be on record with its reason. */
export async function tryForgeries(
  forgeries: readonly Forgery[],
  configuration: Configuration,
  api: AdminApi,
  differences: Differences,
): Promise<readonly TriedForgery[]> {
  const tried: { readonly forgery: Forgery; readonly sent: Sent; readonly requestId: string }[] = [];
  for (const forgery of forgeries) {
    const requestId = randomUUID();
    const headers = { ...forgery.headers, [REQUEST_ID_HEADER]: requestId };
    const sent = await sendWebhook(sourceOf(configuration, forgery.source).url, forgery, headers);
    checkAnswer(forgery, sent, differences);
    tried.push({ forgery, sent, requestId });
  }
  const refusals = await readRefusals(api, configuration, forgeries.length);
  differences.checkEqual(refusals.length, forgeries.length, 'refusals on record');
  return tried.map(({ forgery, sent, requestId }) => {
    const refusal = refusals.find(({ headers }) => headers.some(([, value]) => value === requestId)) ?? null;
    differences.checkEqual(refusal?.reason, forgery.reason, `${forgery.what} at ${forgery.source}, reason of the refusal`);
    return { forgery, sent, refusal };
  });
}

function checkAnswer({ what, source }: Forgery, sent: Sent, differences: Differences): void {
  const label = `${what} at ${source}`;
  differences.checkEqual(sent.status, 401, `${label}, answer`);
  differences.checkEqual(sent.body, '', `${label}, body of the answer`);
  differences.checkEqual(sent.eventId, null, `${label}, event id`);
  if (BEARER_SCHEMES.includes(source)) {
    differences.check(!!sent.challenge?.startsWith('Bearer'), `${label}: WWW-Authenticate is ${sent.challenge ?? 'missing'}`);
  }
}

async function readRefusals(api: AdminApi, configuration: Configuration, expected: number): Promise<readonly RefusalView[]> {
  let refusals: RefusalView[] = [];
  await waitUntil(async () => {
    refusals = (await Promise.all([...configuration.sources.values()].map(({ id }) => api.refusals(id)))).flat();
    return refusals.length >= expected;
  }, REFUSAL_LIMIT_MS);
  return refusals;
}
