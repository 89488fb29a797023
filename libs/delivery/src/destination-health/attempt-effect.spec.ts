import type { AttemptExchange } from '@posthorn/contracts';
import type { DeliveryResult } from '@posthorn/plugin-sdk';
import { effectOf } from './attempt-effect.js';

const exchange: AttemptExchange = { request: null, response: null, error: null };
const answered: AttemptExchange = { ...exchange, response: { status: 400, headers: [], body: '', truncated: false } };
const PLUGIN_CRASH = { outcome: 'retry', reason: 'plugin-crashed', failure: 'network', exchange } as const;
const retry = (failure: Extract<DeliveryResult, { outcome: 'retry' }>['failure']): DeliveryResult => ({
  ...{ outcome: 'retry', reason: 'x', failure, exchange },
});

describe('what an attempt says of its receiver', () => {
  it.each<[string, DeliveryResult | 'shutdown', string]>([
    ['a delivery', { outcome: 'delivered', exchange }, 'arrived'],
    ['a 500', retry({ status: 500 }), 'failed'],
    ['a 429', retry({ status: 429 }), 'failed'],
    ['a 404', retry({ status: 404 }), 'refused'],
    ['a 302', retry({ status: 302 }), 'refused'],
    ['a lost connection, or a plugin that threw', retry('network'), 'failed'],
    ['a timeout', retry('timeout'), 'failed'],
    ['a final refusal', { outcome: 'failed', reason: 'channel_not_found', exchange: answered }, 'refused'],
    ['a refused address', { outcome: 'failed', reason: 'address-not-allowed', exchange }, 'nothing'],
    ['a broken configuration', { outcome: 'failed', reason: 'config-invalid', exchange }, 'nothing'],
    ['our own shutdown', 'shutdown', 'nothing'],
    ['an end of the thread that was not its own doing', { ...PLUGIN_CRASH, sparesSlot: true }, 'nothing'],
    ['an end of the thread that it alone was on', { ...PLUGIN_CRASH, sparesSlot: false }, 'failed'],
  ])('%s', (_name, result, effect) => expect(effectOf(result)).toBe(effect));
});
