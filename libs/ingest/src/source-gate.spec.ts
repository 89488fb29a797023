import type { SourceConfig } from '@posthorn/contracts';
import { SourceGate, type TurnedAway } from './source-gate.js';

type GateConfig = ConstructorParameters<typeof SourceGate>[0];

const OPEN: GateConfig = { methods: ['POST', 'PUT'], allowedIps: null, contentTypes: null, requiredHeaders: [], rateLimit: null };
const clock = { nowMs: 1_000_000, now: () => clock.nowMs };

function gate(over: Partial<SourceConfig>): SourceGate {
  return new SourceGate({ ...OPEN, ...over }, clock);
}

interface Start {
  readonly method?: string;
  readonly headers?: readonly string[];
  readonly from?: string;
}

function knock(at: SourceGate, { method = 'POST', headers = [], from = '192.0.2.1' }: Start = {}): TurnedAway | null {
  return at.turnAway({ method, headers, remoteAddress: () => from });
}

const answer = (found: TurnedAway | null): unknown => found && [found.status, found.reason];

describe('the gate of a source', () => {
  it('lets everything in that asks for nothing, without asking where it comes from', () => {
    const remoteAddress = (): string => {
      throw new Error('nobody needs to know');
    };
    expect(gate({}).turnAway({ method: 'POST', headers: [], remoteAddress })).toBeNull();
  });

  it('lets in only the networks that it allows, however an address is spelt', () => {
    const at = gate({ allowedIps: ['192.0.2.0/24', '2001:db8::7'] });
    for (const from of ['192.0.2.9', '::ffff:192.0.2.9', '2001:db8::7']) expect(knock(at, { from })).toBeNull();
    for (const from of ['192.0.3.9', '2001:db8::8', 'unknown', '']) expect(answer(knock(at, { from }))).toEqual([403, 'address']);
  });

  it.each(['GET', 'PATCH', 'PROPFIND', 'post'])('refuses %s and says what it takes', (method) => {
    expect(knock(gate({}), { method })).toMatchObject({
      status: 405,
      reason: 'method',
      headers: { allow: 'POST, PUT, GET, HEAD, OPTIONS' },
    });
  });

  it.each<[string, readonly string[], boolean]>([
    ['the very type', ['Content-Type', 'application/json'], true],
    ['parameters and case', ['content-type', 'Application/JSON; charset=utf-8'], true],
    ['a type of a range', ['Content-Type', 'text/csv'], true],
    ['a type that only begins alike', ['Content-Type', 'application/json-seq'], false],
    ['another type', ['Content-Type', 'application/xml'], false],
    ['no type', [], false],
    ['an empty type', ['Content-Type', ';'], false],
  ])('judges %s', (_what, headers, allowed) => {
    const found = knock(gate({ contentTypes: ['application/json', 'text/*'] }), { headers });
    expect(answer(found)).toEqual(allowed ? null : [415, 'content-type']);
  });

  it('names the header that is missing, and takes an empty one for missing', () => {
    const at = gate({ requiredHeaders: ['x-tenant', 'x-region'] });
    expect(knock(at, { headers: ['X-Tenant', 'a', 'X-REGION', 'eu'] })).toBeNull();
    const found = knock(at, { headers: ['X-Tenant', 'a', 'X-Region', ' '] });
    expect([found?.status, found?.reason, found?.detail]).toEqual([400, 'header-missing', 'The header x-region is missing or empty.']);
  });

  it('lets in so many in so long, says when to come again, and then does', () => {
    const at = gate({ rateLimit: { count: 3, perSeconds: 60 } });
    for (let n = 0; n < 3; n++) expect(knock(at)).toBeNull();
    expect(knock(at)).toMatchObject({ status: 429, reason: 'rate-limited', headers: { 'retry-after': '20' } });
    clock.nowMs += 19_000;
    expect(knock(at)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    clock.nowMs += 1_000;
    expect(knock(at)).toBeNull();
    expect(knock(at)).not.toBeNull();
    clock.nowMs -= 3_600_000;
    expect(knock(at)).not.toBeNull();
    clock.nowMs += 60_000;
    for (let n = 0; n < 3; n++) expect(knock(at)).toBeNull();
    expect(knock(at)).not.toBeNull();
  });

  it('asks the cheapest first: who is not allowed uses up nothing of the rate', () => {
    const at = gate({ allowedIps: ['192.0.2.0/24'], contentTypes: ['text/plain'], rateLimit: { count: 1, perSeconds: 60 } });
    for (let n = 0; n < 3; n++) expect(answer(knock(at, { from: '198.51.100.1' }))).toEqual([403, 'address']);
    for (let n = 0; n < 3; n++) expect(answer(knock(at, { method: 'DELETE' }))).toEqual([405, 'method']);
    expect(answer(knock(at))).toEqual([415, 'content-type']);
    expect(answer(knock(at))).toEqual([429, 'rate-limited']);
  });
});
