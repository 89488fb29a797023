import { timesIn } from './times-in.js';

const token = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('the times that a request shows', () => {
  it('are those of its headers and of its token', () => {
    const headers = ['X-Time', '1758613403', 'X-Other', '2025-09-23T07:43:23Z', 'Authorization', `Bearer ${token({ exp: 1758613500 })}`];
    expect(timesIn(headers)).toEqual([
      { text: '1758613403', atMs: 1_758_613_403_000, kind: 'signed' },
      { text: '2025-09-23T07:43:23Z', atMs: 1_758_613_403_000, kind: 'signed' },
      { text: '1758613500', atMs: 1_758_613_499_999, kind: 'expires' },
    ]);
  });

  it.each([
    ['one run', 'a'.repeat(200_000)],
    ['two runs', `${'a'.repeat(100_000)}.${'b'.repeat(100_000)}`],
  ])('cost no more for %s of letters than for a token', (_what, value) => {
    const startedMs = performance.now();
    expect(timesIn(['x', value])).toEqual([]);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
