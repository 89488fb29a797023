import { systemClock, type DestinationConfig, type StoredEvent, type TransformResult } from '@posthorn/contracts';
import { definePlugin, type DeliveryContext } from '@posthorn/plugin-sdk';
import { pino } from 'pino';
import { z } from 'zod';
import { AttemptDeadlines } from '../attempt-deadlines.js';
import { AttemptRunner } from '../attempt-runner.js';
import { effectOf } from '../destination-health/attempt-effect.js';
import { TransformUnavailableError, type TransformPool } from './transform-pool.js';

const ID = '019b4132-70aa-764f-b315-e2803d882a24';
const EVENT: StoredEvent = {
  ...{ id: ID, projectId: ID, sourceId: ID, type: 'a', externalId: null, receivedAtMs: 0, occurredAtMs: null },
  ...{ method: 'POST', path: '', query: '', headers: ['content-type', 'text/plain'], body: Buffer.from('before'), faults: [] },
};
const DESTINATION: DestinationConfig = {
  ...{ id: ID, projectId: ID, name: 'd', plugin: 'p', config: {}, secrets: {}, previousSecrets: [] },
  ...{ timeoutMs: 150, maxConcurrency: 1, rateLimit: null, retry: null, disableAfterSeconds: 0, status: 'enabled' },
};

type Seen = Pick<DeliveryContext<object, object>, 'event' | 'delivery'>;

/** One attempt whose transform comes to this; `seen`: what reached the plugin. */
async function attempt(run: TransformPool['run'] | undefined, deadlines = new AttemptDeadlines(), newId = false) {
  const seen: Seen[] = [];
  const plugin = definePlugin({
    ...{ type: 'p', title: 'P', configSchema: z.object({}), secretsSchema: z.object({}), capabilities: {} },
    deliver: (context) => {
      seen.push(context);
      return Promise.resolve({ outcome: 'delivered', exchange: { request: null, response: null, error: null } });
    },
  });
  const never = () => Promise.reject(new Error('not used'));
  const parts = { fetch: never, mail: never, defaultSmtpUrl: null, clock: systemClock, logger: pino({ level: 'silent' }), deadlines };
  const runner = new AttemptRunner({ ...parts, ...(run && { transforms: { run } }) });
  const ids = { deliveryId: '019b4132-70aa-764f-b315-e2803d882a25', subscriptionId: ID, source: { id: ID, slug: 's' } };
  const transform = { code: 'function transform() {}' };
  const result = await runner.run({ ...ids, plugin, destination: DESTINATION, event: EVENT, transform, attempt: 1, newId });
  return { result, seen };
}

const made = (body: Buffer): TransformResult => ({
  ...{ ok: true, headers: ['content-type', 'application/json'], contentType: 'application/json', body, logs: [], durationMs: 1 },
});
const until = (signal?: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error)));

describe('an attempt whose subscription has a transform', () => {
  it('gives the plugin what it made, under an id that no other subscription shares', async () => {
    const { seen } = await attempt(() => Promise.resolve(made(Buffer.from('{"a":1}'))));
    expect(seen[0]?.event.json()).toEqual({ a: 1 });
    expect([seen[0]?.event.contentType, seen[0]?.delivery.webhookId]).toEqual([
      'application/json',
      `${seen[0]?.event.id}_${seen[0]?.delivery.subscriptionId}`,
    ]);
    const again = await attempt(() => Promise.resolve(made(Buffer.from('1'))), new AttemptDeadlines(), true);
    expect(again.seen[0]?.delivery.webhookId).toMatch(/^evt_\w+_sub_\w+$/);
    expect(again.seen[0]?.delivery.webhookId).not.toBe(seen[0]?.delivery.webhookId);
  });

  it('shows no more than 16 KiB of it, cut between characters', async () => {
    const { result } = await attempt(() => Promise.resolve(made(Buffer.from(`x${'é'.repeat(10_000)}`))));
    const shown = result === 'shutdown' ? null : result.exchange.transform;
    expect(shown).toMatchObject({ inputBytes: 6, outputBytes: 20_001, truncated: true });
    expect(shown?.output).toBe(`x${'é'.repeat(8_191)}`);
  });

  it.each<[string, TransformPool['run'] | undefined]>([
    ['there is no thread', () => Promise.reject(new TransformUnavailableError('the thread failed'))],
    ['it waits too long for its turn', (_job, run) => until(run?.signal)],
    ['this process runs none', undefined],
  ])('is tried again where %s, and nobody blames the receiver', async (_name, run) => {
    const { result, seen } = await attempt(run);
    expect(result).toMatchObject({ outcome: 'retry', reason: 'transform-unavailable', exchange: { error: expect.any(String) } });
    expect([effectOf(result), seen]).toEqual(['nothing', []]);
  });

  it('is cut by a shutdown like any other', async () => {
    const deadlines = new AttemptDeadlines();
    const running = attempt((_job, run) => until(run?.signal), deadlines);
    deadlines.cutAll('shutdown');
    expect((await running).result).toBe('shutdown');
  });

  it('fails at once where it comes to nothing, with where and why, and the receiver is not asked', async () => {
    const fault = { message: 'TypeError: no', line: 3, column: 9 };
    const { result, seen } = await attempt(() => Promise.resolve({ ok: false, fault, logs: ['was here'], durationMs: 2 }));
    expect(result).toMatchObject({ outcome: 'failed', reason: 'transform-failed' });
    expect(result !== 'shutdown' && result.exchange).toEqual({
      ...{ request: null, response: null, error: 'The transform failed: TypeError: no (line 3, column 9)' },
      transform: { inputBytes: 6, outputBytes: null, output: null, truncated: false, durationMs: 2, logs: ['was here'], fault },
    });
    expect([effectOf(result), seen]).toEqual(['nothing', []]);
  });
});
