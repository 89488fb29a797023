import { type AttemptExchange, OutboundError, type OutboundResponse } from '@posthorn/contracts';
import { createRedactor } from '../redactor.js';
import { delivered, disable, failed, retry } from '../result.js';
import { ExchangeRecorder } from './exchange-recorder.js';
import { readResult, readThrown } from './read-result.js';

const EMPTY: AttemptExchange = { request: null, response: null, error: null };
const CALL = { timeoutMs: 5, signal: new AbortController().signal };
const answerOf = (status: number, body = 'hush-hush'): OutboundResponse => ({
  status,
  headers: [],
  body: Buffer.from(body),
  truncated: false,
});

const recorder = () => new ExchangeRecorder(createRedactor(['hush-hush']));

describe('a result', () => {
  it.each<[string, unknown, unknown]>([
    ['delivered()', delivered(), { outcome: 'delivered', exchange: EMPTY }],
    [
      'retry()',
      retry('busy', { afterMs: 10 }),
      { outcome: 'retry', reason: 'busy', failure: 'network', retryAfterMs: 10, exchange: EMPTY },
    ],
    [
      'failed()',
      failed('no', { detail: 'Said hush-hush' }),
      { outcome: 'failed', reason: 'no', exchange: { ...EMPTY, error: 'Said [redacted]' } },
    ],
    ['disable()', disable('gone'), { outcome: 'disable', reason: 'gone', exchange: EMPTY }],
    ['an exchange that is none', { outcome: 'delivered', exchange: { request: 'x' } }, { outcome: 'delivered', exchange: EMPTY }],
    ['a reason with a secret', failed('hush-hush'), { outcome: 'failed', reason: '[redacted]', exchange: EMPTY }],
  ])('of %s is read', (_what, value, result) => {
    expect(readResult(value, recorder())).toEqual(result);
  });

  it.each<[string, unknown]>([
    ['a text', 'delivered'],
    ['nothing', null],
    ['an unknown outcome', { outcome: 'maybe' }],
    ['no reason', { outcome: 'failed' }],
    ['a reason with NUL', failed('a\0')],
    ['a time in the past', retry('x', { afterMs: -1 })],
    [
      'a trap',
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('trap');
          },
        },
      ),
    ],
  ])('that is %s is none', (_what, value) => {
    expect(readResult(value, recorder())).toBeNull();
  });

  it('shows the last exchange, or the one of the answer that it names', async () => {
    const seen = recorder();
    const answers = [answerOf(500, 'first'), answerOf(200, 'last')];
    const fetch = seen.fetch(() => Promise.resolve(answers.shift() ?? answerOf(400)), CALL);
    const first = await fetch({ url: 'https://a.example/1' });
    await fetch({ url: 'https://a.example/2' });
    expect(readResult(retry('x'), seen)).toMatchObject({ failure: { status: 200 }, exchange: { request: { url: 'https://a.example/2' } } });
    expect(readResult(retry('x', { response: first }), seen)).toMatchObject({
      failure: { status: 500 },
      exchange: { response: { body: 'first' } },
    });
  });

  it('keeps no more of what a plugin puts down than history does', () => {
    const response = {
      status: 200,
      headers: Array.from({ length: 5_000 }, () => ['a', 'b'] as const),
      body: 'x'.repeat(1_000_000),
      truncated: false,
    };
    const result = readResult({ outcome: 'delivered', exchange: { ...EMPTY, response, error: '\0' } }, recorder());
    expect(result?.exchange.response).toMatchObject({ truncated: true });
    expect(JSON.stringify(result).length).toBeLessThan(40_000);
    expect(result?.exchange.error).toBe('\uFFFD');
  });
});

it('an outbound error that is thrown on shows the request that it was about, secrets cut out', async () => {
  const seen = recorder();
  const error = new OutboundError('network', 'connect to hush-hush refused');
  const fetch = seen.fetch(() => Promise.reject(error), CALL);
  await expect(fetch({ method: 'POST', url: 'https://a.example/hush-hush' })).rejects.toBe(error);
  expect(readThrown(error, seen)).toEqual({
    outcome: 'retry',
    reason: 'network',
    failure: 'network',
    exchange: {
      request: { method: 'POST', url: 'https://a.example/[redacted]', headers: [], bodyBytes: 0 },
      response: null,
      error: 'connect to [redacted] refused',
    },
  });
  expect(readThrown(new OutboundError('aborted', 'aborted'), seen)).toBeNull();
  expect(readThrown(new Error('odd'), seen)).toBeNull();
});
