import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SourceConfig } from '@posthorn/contracts';
import { createLogger } from '@posthorn/platform';
import { EMPTY_CONFIGURATION } from '@posthorn/store';
import { IngestService, type IngestDependencies } from './ingest.service.js';
import { SourceBook } from './source-book.js';

const clock = { nowMs: 1_758_613_403_000, now: () => clock.nowMs };
const noFetch = (): Promise<never> => Promise.reject(new Error('nothing is fetched here'));

function source(provider: string, options: Readonly<Record<string, unknown>>): SourceConfig {
  return {
    ...{ id: '019b4132-0000-7000-8000-000000000001', projectId: '019b4132-0000-7000-8000-00000000000a', slug: 'shop', enabled: true },
    ...{
      verification: { provider, options },
      secrets: [],
      eventType: null,
      externalId: null,
      occurredAt: null,
      searchKeys: [],
      dedupeWindowSeconds: 1,
    },
    ...{ maxBodyBytes: null, methods: ['POST'], allowedIps: null, contentTypes: null, requiredHeaders: [], rateLimit: null },
    response: { status: 200, contentType: 'text/plain', body: '' },
  };
}

/** An ingest with this one source, what it keeps of refusals and what it logs. */
function ingestOf(config: SourceConfig) {
  const kept: object[] = [];
  const lines: object[] = [];
  const sources = new SourceBook({ clock, fetch: noFetch }, createLogger('silent'));
  sources.apply({ ...EMPTY_CONFIGURATION, sourcesBySlug: new Map([[config.slug, config]]) });
  const deps = {
    ...{ sources, clock, configuration: { isFresh: true }, maxBodyBytes: 1_000, publicUrl: () => 'https://in.example' },
    refusals: { hasRoom: () => true, keep: (_refused: unknown, refusal: object) => kept.push(refusal) > 0 },
    bodies: { read: () => Promise.resolve({ kind: 'read', body: Buffer.from('{}') }) },
    metrics: { count: () => undefined, refused: () => undefined },
    logger: { warn: (fields: object) => lines.push(fields) },
  } as unknown as IngestDependencies;
  const service = new IngestService(deps);
  const send = async (headers: Readonly<Record<string, string>>, method = 'POST'): Promise<number> => {
    const request = { url: '/in/shop', method, rawHeaders: Object.entries(headers).flat() } as unknown as IncomingMessage;
    const response = { statusCode: 0, setHeader: () => response, end: () => response };
    await service.handle(request, response as unknown as ServerResponse, () => '192.0.2.1');
    return response.statusCode;
  };
  return { send, kept, lines };
}

describe('ingest', () => {
  it('keeps nothing for a source that cannot be used: nobody knows where its credentials stand', async () => {
    const { send, kept } = ingestOf(source('api-key', {}));
    expect(await send({ 'X-Api-Key': 'k' })).toBe(503);
    expect(await send({ 'X-Api-Key': 'k' }, 'PUT')).toBe(503);
    expect(kept).toEqual([]);
  });

  it('logs what cannot be verified now once in a while, however many forgeries come', async () => {
    const { send, lines } = ingestOf(source('paypal', { webhookId: 'WH1' }));
    const forged = {
      ...{ 'PayPal-Transmission-Sig': 'AAAA', 'PayPal-Auth-Algo': 'SHA256withRSA', 'PayPal-Transmission-Time': '2025-09-23T07:43:23Z' },
      'PayPal-Transmission-Id': '1',
    };
    const flood = async (): Promise<void> => {
      for (let at = 0; at < 50; at++) {
        const url = `https://api.paypal.com/v1/notifications/certs/${at}`;
        expect(await send({ ...forged, 'PayPal-Cert-Url': url })).toBe(503);
      }
    };
    await flood();
    expect(lines).toHaveLength(1);
    clock.nowMs += 10_000;
    await flood();
    expect(lines).toEqual([expect.objectContaining({ unsaid: 0 }), expect.objectContaining({ unsaid: 49 })]);
  });
});
