import { ProblemError } from '@posthorn/platform';
import { periodOf } from './statistics-period.js';
import type { StatisticsQueryDto } from './statistics.query.dto.js';

const NOW = Date.parse('2026-03-31T10:20:30.500Z');
const ago = (days: number): string => new Date(NOW - days * 86_400_000).toISOString();

function shown(query: StatisticsQueryDto, retentionDays = 30): unknown {
  const { interval, fromMs, toMs } = periodOf(query, NOW, retentionDays);
  return [interval, new Date(fromMs).toISOString(), new Date(toMs).toISOString()];
}

function faultOf(query: StatisticsQueryDto, retentionDays = 30): unknown {
  try {
    return shown(query, retentionDays);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.errors?.[0]?.field;
  }
}

describe('the period of statistics', () => {
  it.each<[string, StatisticsQueryDto, unknown]>([
    ['the last day by default', {}, ['5m', '2026-03-30T10:20:00.000Z', '2026-03-31T10:25:00.000Z']],
    ['full buckets around what was asked for', { interval: '1h' }, ['1h', '2026-03-30T10:00:00.000Z', '2026-03-31T11:00:00.000Z']],
    [
      'no bucket that has not begun',
      { from: '2026-03-31T10:00:00Z', to: '2027-01-01T00:00:00Z' },
      ['1m', '2026-03-31T10:00:00.000Z', '2026-03-31T10:21:00.000Z'],
    ],
    [
      'a period that ends with a bucket',
      { from: '2026-03-31T09:00:00Z', to: '2026-03-31T10:00:00Z' },
      ['1m', '2026-03-31T09:00:00.000Z', '2026-03-31T10:00:00.000Z'],
    ],
    ['a week by hours', { from: ago(7) }, ['1h', '2026-03-24T10:00:00.000Z', '2026-03-31T11:00:00.000Z']],
    ['a month by days', { from: ago(30) }, ['1d', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z']],
    [
      'an hour of last week by what is left of it',
      { from: '2026-03-22T10:00:00Z', to: '2026-03-22T11:00:00Z' },
      ['1h', '2026-03-22T10:00:00.000Z', '2026-03-22T11:00:00.000Z'],
    ],
    ['a day before `to`', { to: '2026-03-20T00:00:00Z' }, ['1h', '2026-03-19T00:00:00.000Z', '2026-03-20T00:00:00.000Z']],
  ])('%s', (_name, query, expected) => {
    expect(shown(query)).toEqual(expected);
  });

  it.each<[StatisticsQueryDto, string]>([
    [{ from: ago(31) }, 'from'],
    [{ from: '2026-04-01T00:00:00Z' }, 'from'],
    [{ from: ago(1), to: ago(2) }, 'to'],
    [{ from: ago(1), to: ago(1) }, 'to'],
    [{ to: '2026-02-01T00:00:00Z' }, 'to'],
    [{ interval: '1m' }, 'interval'],
    [{ from: ago(6), interval: '5m' }, 'interval'],
    [{ from: ago(3), to: ago(2.9), interval: '1m' }, 'interval'],
    [{ from: ago(8), to: ago(7.9), interval: '5m' }, 'interval'],
  ])('%o is refused, and the field named: %s', (query, field) => {
    expect(faultOf(query)).toBe(field);
  });

  it('of hours has at most a thousand', () => {
    expect(faultOf({ from: ago(42), interval: '1h' }, 90)).toBe('interval');
    expect(shown({ from: ago(41), interval: '1h' }, 90)).toContain('1h');
  });
});
