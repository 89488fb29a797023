type Json = unknown;

interface CaseRequest {
  readonly body?: string;
  readonly headers?: readonly string[];
  readonly query?: string;
  readonly path?: string;
}

/** Filter, request, whether it passes. */
export const REQUEST_CASES: readonly (readonly [filter: Json, request: CaseRequest, passes: boolean])[] = [
  [{}, { body: 'no JSON' }, true],
  [{ body: {} }, { body: 'no JSON' }, true],
  [{ body: {}, headers: null, query: null, path: null }, {}, true],
  [{ headers: { 'x-github-event': 'push' } }, { headers: ['X-GitHub-Event', 'push'] }, true],
  [{ headers: { 'X-GitHub-Event': 'push' } }, { headers: ['x-github-event', 'push'] }, true],
  [{ headers: { 'x-github-event': 'push' } }, { headers: ['X-GitHub-Event', 'Push'] }, false],
  [{ headers: { 'x-github-event': 'push' } }, { headers: [] }, false],
  [{ headers: { $or: [{ 'X-A': '1' }, { 'X-B': '1' }] } }, { headers: ['x-b', '1'] }, true],
  [{ headers: { $not: { 'X-A': { $exist: true } } } }, { headers: ['x-a', ''] }, false],
  [{ headers: { 'x-n': { $gt: 9 } } }, { headers: ['x-n', '10'] }, true],
  [{ headers: { 'x-n': 10 } }, { headers: ['x-n', '10'] }, true],
  [{ headers: { 'x-a': '2' } }, { headers: ['x-a', '1', 'X-A', '2'] }, true],
  [{ headers: { 'x-a': { $eq: ['1', '2'] } } }, { headers: ['x-a', '1', 'X-A', '2'] }, true],
  [{ headers: { 'x-a': { $ref: 'X-B' } } }, { headers: ['x-a', '1', 'X-b', '1'] }, true],
  [{ headers: { constructor: { $exist: true } } }, { headers: [] }, false],
  [{ headers: { 'x-a': '1' } }, { headers: ['x-a', '1'], body: 'no JSON' }, true],
  [{ query: { env: 'live' } }, { query: 'env=live&x=1' }, true],
  [{ query: { env: 'live' } }, { query: 'env=test' }, false],
  [{ query: { env: 'live' } }, { query: '' }, false],
  [{ query: { env: 'b c' } }, { query: 'env=a&env=b%20c' }, true],
  [{ query: { n: { $lte: 3 } } }, { query: 'n=3' }, true],
  [{ query: { __proto: { $exist: false } } }, { query: '__proto__=1' }, true],
  [{ path: '/orders' }, { path: '/orders' }, true],
  [{ path: { $startsWith: '/orders' } }, { path: '/orders/1' }, true],
  [{ path: { $not: { $in: '/health' } } }, { path: '/x/health' }, false],
  [{ path: { $or: ['', '/'] } }, { path: '' }, true],
  [{ path: '/a', body: { a: 1 } }, { path: '/a', body: '{"a":1}' }, true],
  [{ path: '/a', body: { a: 1 } }, { path: '/b', body: '{"a":1}' }, false],
  [{ body: { a: 1 } }, { body: '\uFEFF{"a":1}' }, true],
  [{ body: { a: 1 } }, { body: 'a=1' }, false],
  [{ body: { a: 1 } }, { body: '' }, false],
  [{ body: { a: 1 } }, { body: '{"a":1' }, false],
  [{ body: { $not: { a: 1 } } }, { body: 'a=1' }, false],
  [{ body: { ['__proto__']: { x: 1 } } }, { body: '{"__proto__":{"x":1}}' }, true],
];
