import {
  MailRefusedError,
  OutboundError,
  systemClock,
  type DestinationConfig,
  type GuardedFetch,
  type OutboundResponse,
  type StoredEvent,
} from '@posthorn/contracts';
import {
  definePlugin,
  delivered,
  DeliveryFailed,
  DeliveryRetry,
  DestinationRefused,
  failed,
  TemplateError,
  type AnyPlugin,
  type DeliveryContext,
  type DeliveryResult,
  type PluginResult,
} from '@posthorn/plugin-sdk';
import { pino } from 'pino';
import { z } from 'zod';
import { AttemptDeadlines } from './attempt-deadlines.js';
import type { AttemptRequest } from './attempt-contexts.js';
import { AttemptRunner } from './attempt-runner.js';

const ID = '019b4132-70aa-764f-b315-e2803d882a24';

const EVENT: StoredEvent = {
  ...{ id: ID, projectId: ID, sourceId: ID, type: 'a', externalId: null, receivedAtMs: 0, occurredAtMs: null },
  ...{ method: 'POST', path: '', query: '', headers: [], body: Buffer.from('{}'), faults: [] },
};

const DESTINATION: DestinationConfig = {
  ...{ id: ID, projectId: ID, name: 'd', plugin: 'odd', config: {}, secrets: { token: 'hush-hush' }, previousSecrets: [] },
  ...{ timeoutMs: 150, maxConcurrency: 1, rateLimit: null, retry: null, disableAfterSeconds: 0, status: 'enabled' },
};

type Deliver = (context: DeliveryContext<object, object>) => Promise<PluginResult>;

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
    Promise.resolve(value as PluginResult);

describe('G6 isolation: an attempt of a plugin that', () => {
  it.each<[string, Deliver]>([
    ['returns nothing', returning(undefined)],
    ['returns a text', returning('delivered')],
    ['gives a reason that Postgres does not store', returning({ outcome: 'failed', reason: 'hush-hush\0', exchange: {} })],
    ['gives a novel for a reason', returning({ outcome: 'failed', reason: 'hush-hush'.repeat(100), exchange: {} })],
    ['says in no known way how it failed', returning({ outcome: 'retry', reason: 'x', failure: 'weather', exchange: {} })],
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

describe('an attempt', () => {
  const answer: OutboundResponse = { status: 200, headers: [['x-echo', 'aHVzaC1odXNo']], body: Buffer.from('hush-hush'), truncated: false };

  function runnerWith(fetch: GuardedFetch, builtIn?: ReadonlySet<AnyPlugin>): AttemptRunner {
    const options = { fetch, mail: () => Promise.reject(new Error('not used')), defaultSmtpUrl: 'smtp://relay:kept-inside@localhost' };
    const [deadlines, logger] = [new AttemptDeadlines(), pino({ level: 'silent' })];
    return new AttemptRunner({ ...options, clock: systemClock, logger, deadlines, ...(builtIn && { builtIn }) });
  }

  const runWith = (runner: AttemptRunner, plugin: AnyPlugin, more: Partial<AttemptRequest> = {}) =>
    runner.run({
      ...{ plugin, destination: DESTINATION, event: EVENT, deliveryId: ID, subscriptionId: ID, source: { id: ID, slug: 's' }, attempt: 1 },
      ...more,
    });

  it('shows what the plugin sent and got, secrets cut out, without a word of the plugin about it', async () => {
    const plugin = oddPlugin(async ({ fetch, secrets, event }) => {
      const headers = [['x-key', Object.values(secrets).join('')]] as const;
      return delivered(await fetch({ method: 'PUT', url: 'https://example.com/a?token=x', headers, body: event.body }));
    });
    const result = await runWith(
      runnerWith(() => Promise.resolve(answer)),
      plugin,
    );
    expect(result).toEqual({
      outcome: 'delivered',
      exchange: {
        request: { method: 'PUT', url: 'https://example.com/a?token=[redacted]', headers: [['x-key', '[redacted]']], bodyBytes: 2 },
        response: { status: 200, headers: [['x-echo', '[redacted]']], body: '[redacted]', truncated: false },
        error: null,
      },
    });
  });

  it.each<[string, Deliver, object]>([
    ['a retry', () => Promise.reject(new DeliveryRetry('busy', { afterMs: 5 })), { outcome: 'retry', reason: 'busy', retryAfterMs: 5 }],
    ['a failure', () => Promise.reject(new DeliveryFailed('no-room')), { outcome: 'failed', reason: 'no-room' }],
    ['an end to it all', () => Promise.reject(new DestinationRefused('closed')), { outcome: 'disable', reason: 'closed' }],
    [
      'a template that cannot be rendered',
      () => Promise.reject(new TemplateError('odd', 2, 3, 'config.text')),
      { outcome: 'failed', reason: 'template-failed', exchange: { error: 'config.text, line 2, column 3: odd' } },
    ],
    ['a mail server that is busy', () => Promise.reject(new MailRefusedError(451, 'later')), { outcome: 'retry', reason: 'smtp-451' }],
    ['a mail server that refuses', () => Promise.reject(new MailRefusedError(550, 'no')), { outcome: 'failed', reason: 'smtp-550' }],
  ])('may end with %s that is thrown', async (_what, deliver, result) => {
    expect(await run(deliver)).toMatchObject(result);
  });

  it('of the test button goes through the plugin’s own test where it has one', async () => {
    const plugin = definePlugin({ ...oddPlugin(returning(failed('not-this'))), test: () => Promise.resolve(failed('a-test')) });
    const runner = runnerWith(() => Promise.resolve(answer));
    expect(await runWith(runner, plugin, { isTest: true })).toMatchObject({ reason: 'a-test' });
    expect(await runWith(runner, plugin)).toMatchObject({ reason: 'not-this' });
  });

  it('hands over nothing that a plugin could change for others, nor a credential of the installation', async () => {
    const plugin = oddPlugin((context) => {
      context.event.body.fill('x');
      for (const part of [
        context,
        context.config,
        context.secrets,
        context.event,
        context.event.headers,
        context.delivery,
        context.clock,
      ]) {
        if (!Object.isFrozen(part)) return Promise.resolve(failed('not-frozen'));
      }
      if (context.event.body.buffer.byteLength !== 2) return Promise.resolve(failed('memory-of-others'));
      if (Object.keys(context.fetch).length > 0 || 'close' in context.fetch) return Promise.resolve(failed('more-than-a-fetch'));
      return Promise.resolve(context.defaultSmtpUrl === 'smtp://localhost' ? delivered() : failed('credentials'));
    });
    const runner = runnerWith(Object.assign(() => Promise.resolve(answer), { close: () => undefined }));
    expect(await runWith(runner, plugin)).toMatchObject({ outcome: 'delivered' });
    expect(EVENT.body.toString()).toBe('{}');
  });

  it('of a built-in plugin has the bytes themselves: ten mebibytes are not copied for each try', async () => {
    const plugin = oddPlugin(({ event }) => Promise.resolve(failed(event.body === EVENT.body ? 'the-same' : 'a-copy')));
    const fetch = () => Promise.resolve(answer);
    expect(await runWith(runnerWith(fetch, new Set([plugin])), plugin)).toMatchObject({ reason: 'the-same' });
    expect(await runWith(runnerWith(fetch), plugin)).toMatchObject({ reason: 'a-copy' });
  });
});
