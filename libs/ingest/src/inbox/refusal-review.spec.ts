import { createHmac } from 'node:crypto';
import type { SourceConfig } from '@posthorn/contracts';
import { EMPTY_CONFIGURATION, type SealedRefusalRecord } from '@posthorn/store';
import { createLogger } from '@posthorn/platform';
import { SourceBook } from '../source-book.js';
import { RefusalReview } from './refusal-review.js';

const [PROJECT, OTHER_PROJECT] = ['019b4132-0000-7000-8000-00000000000a', '019b4132-0000-7000-8000-00000000000b'] as const;
const noFetch = (): Promise<never> => Promise.reject(new Error('nothing is fetched here'));

function source(slug: string, projectId: string, secret: string): SourceConfig {
  return {
    ...{ id: `019b4132-0000-7000-8000-0000000${slug}`, projectId, slug, enabled: true },
    verification: { provider: 'hmac', options: { header: 'x-signature' } },
    secrets: [{ id: '019b4132-70aa-764f-b315-e2803d880001', value: secret, expiresAtMs: null }],
    ...{
      eventType: null,
      externalId: null,
      occurredAt: null,
      searchKeys: [],
      dedupeWindowSeconds: 1,
      maxBodyBytes: null,
      methods: ['POST'],
    },
    ...{ allowedIps: null, contentTypes: null, requiredHeaders: [], rateLimit: null },
    response: { status: 200, contentType: 'text/plain', body: '' },
  };
}

function review(sources: readonly SourceConfig[], over: Partial<SealedRefusalRecord> = {}): RefusalReview {
  const bySlug = new Map(sources.map((one) => [one.slug, one]));
  const snapshot = { ...EMPTY_CONFIGURATION, sourcesBySlug: bySlug, sources: new Map(sources.map((one) => [one.id, one])) };
  const book = new SourceBook({ clock: { now: () => 0 }, fetch: noFetch }, createLogger('silent'));
  book.apply(snapshot);
  const stored: SealedRefusalRecord = {
    ...{ id: PROJECT, sourceId: sources[0]?.id ?? '', receivedAt: new Date(0), reason: 'signature-mismatch', detail: '', method: 'POST' },
    ...{ path: '', query: '', bodyBytes: 2, body: Buffer.from('{}'), remoteAddress: '', acceptedEventId: null, credentials: null },
    headers: ['X-Signature', createHmac('sha256', 'shared').update('{}').digest('hex')],
    ...over,
  };
  return new RefusalReview({
    refusals: { findSealed: () => Promise.resolve(stored), noteAccepted: () => Promise.resolve() },
    events: { accept: () => Promise.reject(new Error('nothing is stored here')) },
    ...{ sources: book, configuration: { snapshot }, fetch: noFetch, publicUrl: () => 'https://hooks.example', maxBodyBytes: 100 },
    open: () => {
      throw new Error('its key is gone');
    },
  });
}

describe('a refusal that is judged again', () => {
  const codes = async (of: RefusalReview): Promise<string[]> => (await of.diagnose(PROJECT, PROJECT)).map(({ code }) => code);

  it('is compared with the sources of its own project only', async () => {
    const mine = source('00001', PROJECT, 'mine');
    expect(await codes(review([mine, source('00002', PROJECT, 'shared')]))).toEqual(['signature-mismatch', 'other-source']);
    expect(await codes(review([mine, source('00003', OTHER_PROJECT, 'shared')]))).toEqual(['signature-mismatch']);
  });

  it('says so where its credentials cannot be opened any more', async () => {
    const of = review([source('00001', PROJECT, 'mine')], { credentials: Buffer.from('box') });
    expect(await codes(of)).toEqual(['credential-unreadable']);
    expect(await of.accept(PROJECT, PROJECT, { force: true })).toMatchObject({ outcome: 'refused', reason: 'credential-unreadable' });
  });

  it('says so where its source can verify nothing', async () => {
    expect(await codes(review([{ ...source('00001', PROJECT, 'mine'), secrets: [] }]))).toEqual(['source-unusable']);
  });
});
