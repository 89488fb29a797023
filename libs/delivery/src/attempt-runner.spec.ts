import { OutboundError, systemClock, type DestinationConfig, type StoredEvent } from '@posthorn/contracts';
import { definePlugin, type AnyPlugin, type DeliveryContext, type DeliveryResult } from '@posthorn/plugin-sdk';
import { pino } from 'pino';
import { z } from 'zod';
import { AttemptDeadlines } from './attempt-deadlines.js';
import { AttemptRunner, type AttemptRequest } from './attempt-runner.js';

const ID = '019b4132-70aa-764f-b315-e2803d882a24';

const EVENT: StoredEvent = {
  ...{ id: ID, projectId: ID, sourceId: ID, type: 'a', externalId: null, receivedAtMs: 0, occurredAtMs: null },
  ...{ method: 'POST', path: '', query: '', headers: [], body: Buffer.from('{}'), faults: [] },
};

const DESTINATION: DestinationConfig = {
  ...{ id: ID, projectId: ID, name: 'd', plugin: 'odd', config: {}, secrets: { token: 'hush-hush' }, previousSecrets: [] },
  ...{ timeoutMs: 150, maxConcurrency: 1, rateLimit: null, retry: null, disableAfterSeconds: 0, status: 'enabled' },
};

type Deliver = (context: DeliveryContext<object, object>) => Promise<DeliveryResult>;

function oddPlugin(deliver: Deliver): AnyPlugin {
  const secretsSchema = z.object({ token: z.string().optional() });
  return definePlugin({ type: 'odd', title: 'Odd', configSchema: z.object({}), secretsSchema, capabilities: {}, deliver });
}

function runnerOf(deadlines: AttemptDeadlines): AttemptRunner {
  const never = () => Promise.reject(new Error('not used'));
  const logger = pino({ level: 'silent' });
  return new AttemptRunner({ fetch: never, mail: never, defaultSmtpUrl: null, clock: systemClock, logger, deadlines });
}

function run(
  deliver: Deliver,
  deadlines = new AttemptDeadlines(),
  destination = DESTINATION,
  runner = runnerOf(deadlines),
): Promise<DeliveryResult | 'shutdown'> {
  const ids = { deliveryId: ID, subscriptionId: ID, source: { id: ID, slug: 's' } };
  const request: AttemptRequest = { ...ids, plugin: oddPlugin(deliver), destination, event: EVENT, attempt: 1 };
  return runner.run(request);
}

const NO_EXCHANGE = { request: null, response: null, error: null };

// What a plugin written in JavaScript can do to us.
const returning =
  (value: unknown): Deliver =>
  () =>
    Promise.resolve(value as DeliveryResult);

describe('G6 isolation: an attempt of a plugin that', () => {
  it.each<[string, Deliver]>([
    ['returns nothing', returning(undefined)],
    ['returns a text', returning('delivered')],
    ['returns no exchange', returning({ outcome: 'delivered' })],
    ['gives a reason that Postgres does not store', returning({ outcome: 'failed', reason: 'hush-hush\0', exchange: {} })],
    ['gives a novel for a reason', returning({ outcome: 'failed', reason: 'hush-hush'.repeat(100), exchange: {} })],
    ['says not how it failed', returning({ outcome: 'retry', reason: 'x', failure: undefined, exchange: {} })],
    ['wants to come again at no time', returning({ outcome: 'retry', reason: 'x', failure: 'network', retryAfterMs: NaN, exchange: {} })],
    ['throws an error of a telling name', () => Promise.reject(Object.assign(new Error('x'), { name: 'hush-hush' }))],
    ['throws an error without a name', () => Promise.reject(Object.assign(new Error('x'), { name: Symbol('hush-hush') }))],
    ['returns an outcome of its own making', returning({ outcome: 'maybe', exchange: {} })],
    [
      'throws before its first promise',
      () => {
        throw new Error('hush-hush');
      },
    ],
    ['rejects with what is no error', () => Promise.reject('hush-hush' as unknown as Error)],
  ])('%s is retried, and its own words are not kept', async (_name, deliver) => {
    const result = await run(deliver);
    expect(result).toMatchObject({ outcome: 'retry', reason: 'plugin-error' });
    expect(JSON.stringify(result)).not.toContain('hush-hush');
  });

  it('hangs and ignores its signal ends as a timeout, within a second of its deadline', async () => {
    const started = performance.now();
    expect(await run(() => new Promise(() => undefined))).toMatchObject({ outcome: 'retry', reason: 'timeout', failure: 'timeout' });
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it('never ends is run so often and no more, until runs of it have ended; another destination is not meant', async () => {
    const deadlines = new AttemptDeadlines();
    const runner = runnerOf(deadlines);
    const hanging: ((result: DeliveryResult) => void)[] = [];
    const hang: Deliver = () => new Promise((resolve) => hanging.push(resolve));
    const many = await Promise.all(Array.from({ length: 20 }, () => run(hang, deadlines, DESTINATION, runner)));
    expect(new Set(many.map((result) => result !== 'shutdown' && result.outcome === 'retry' && result.reason))).toEqual(
      new Set(['timeout']),
    );
    expect(runner.abandoned.countByPlugin()).toEqual(new Map([['odd', 20]]));
    const arrives = returning({ outcome: 'delivered', exchange: NO_EXCHANGE });
    expect(await run(arrives, deadlines, DESTINATION, runner)).toMatchObject({ outcome: 'retry', reason: 'plugin-error' });
    const other = { ...DESTINATION, id: '019b4132-70aa-764f-b315-e2803d882a25' };
    expect(await run(arrives, deadlines, other, runner)).toMatchObject({ outcome: 'delivered' });
    hanging[0]?.({ outcome: 'delivered', exchange: NO_EXCHANGE });
    await Promise.resolve();
    expect(await run(arrives, deadlines, DESTINATION, runner)).toMatchObject({ outcome: 'delivered' });
    expect(runner.abandoned.countByPlugin()).toEqual(new Map([['odd', 19]]));
  });

  it('passes an outbound error on is classified by it', async () => {
    const refused = await run(() => Promise.reject(new OutboundError('address-not-allowed', 'no')));
    expect(refused).toMatchObject({ outcome: 'failed', reason: 'address-not-allowed' });
  });

  it('is cut by a shutdown is never blamed on the receiver', async () => {
    const deadlines = new AttemptDeadlines();
    const running = run(
      (context) => new Promise((_resolve, reject) => context.signal.addEventListener('abort', () => reject(new Error('cut')))),
      deadlines,
      {
        ...DESTINATION,
        timeoutMs: 60_000,
      },
    );
    deadlines.cutAll('shutdown');
    expect(await running).toBe('shutdown');
  });

  it('tells its own cut by a shutdown as a failure is not believed', async () => {
    const deadlines = new AttemptDeadlines();
    const cut: DeliveryResult = { outcome: 'retry', reason: 'network', failure: 'network', exchange: NO_EXCHANGE };
    const running = run(({ signal }) => new Promise((resolve) => signal.addEventListener('abort', () => resolve(cut))), deadlines);
    deadlines.cutAll('shutdown');
    expect(await running).toBe('shutdown');
  });

  it('has a configuration that no longer fits fails, and names no value', async () => {
    const result = await run(returning(undefined), new AttemptDeadlines(), { ...DESTINATION, secrets: { token: 7 as unknown as string } });
    expect(result).toMatchObject({ outcome: 'failed', reason: 'config-invalid', exchange: { error: expect.stringContaining('token') } });
  });
});
