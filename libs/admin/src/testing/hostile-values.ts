/** A value that somebody might send in the place of a good one. */
export interface HostileValue {
  readonly name: string;
  /** `undefined` = the field is left out. */
  readonly value: unknown;
  /** Costs so much that the short form sends it to the first field of each kind only. */
  readonly isHeavy?: boolean;
}

function nested(levels: number): unknown {
  let value: unknown = 'x';
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

/** In bodies. */
export const HOSTILE_VALUES: readonly HostileValue[] = [
  { name: 'missing', value: undefined },
  { name: 'null', value: null },
  { name: 'true', value: true },
  { name: 'zero', value: 0 },
  { name: 'negative', value: -1 },
  { name: 'fraction', value: 1.5 },
  { name: '1e308', value: 1e308 },
  { name: '2^53', value: 2 ** 53 },
  { name: '2^31', value: 2_147_483_648 },
  { name: 'empty text', value: '' },
  { name: 'text', value: 'text' },
  { name: 'NUL', value: 'a\0b' },
  { name: 'lone surrogate', value: '\ud800' },
  { name: '__proto__', value: '__proto__' },
  { name: 'constructor', value: 'constructor' },
  { name: 'SQL', value: "'; drop table source; --" },
  { name: 'line breaks', value: 'a\r\nset-cookie: b' },
  { name: 'strange ISO time', value: '2020-W01-1' },
  { name: 'year 0', value: '0000-01-01T00:00:00Z' },
  { name: 'year 9999', value: '9999-12-31T23:59:59Z' },
  { name: 'empty list', value: [] },
  { name: 'list of null', value: [null] },
  { name: 'list of lists', value: [[['x']]] },
  { name: 'same twice', value: ['x', 'x'] },
  { name: 'empty object', value: {} },
  { name: 'object with prototype keys', value: JSON.parse('{"constructor":{"prototype":{"x":1}},"toString":1,"hasOwnProperty":null}') },
  { name: 'object with __proto__', value: JSON.parse('{"__proto__":{"polluted":true}}') },
  { name: 'object with NUL in a name', value: { 'a\0b': 1 } },
  { name: 'deep', value: nested(45), isHeavy: true },
  { name: 'too deep', value: nested(3_000), isHeavy: true },
  { name: 'long text', value: 'x'.repeat(100_000), isHeavy: true },
  { name: 'many items', value: Array.from({ length: 5_000 }, (_, index) => index), isHeavy: true },
  { name: 'many names', value: Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`k${index}`, index])), isHeavy: true },
];

/** In a query, as they stand in the URL. */
export const HOSTILE_QUERIES: readonly string[] = [
  ...['', 'x', '0', '-1', '1.5', '1e308', '9007199254740993', '2147483648', 'null', 'true', 'NaN', '__proto__', 'constructor'],
  ...['%00', '%ED%A0%80', '%zz', '%F0%9F%92%A9', "'%3B--", '%0D%0Aa%3Ab', '2020-W01-1', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z'],
  ...['-271821-04-20T00:00:00Z', '2020-02-30T00:00:00Z', '2020-01-01T00:00:00%2B99:99', 'x'.repeat(4_000)],
];

/** In the place of an id in a path. */
export const HOSTILE_PATHS: readonly string[] = [
  ...['nonsense', '0', '-1', '%00', '%ED%A0%80', '%zz', '..%2f..', '__proto__', 'toString', 'x'.repeat(3_000), '%F0%9F%92%A9'],
  ...['prj_01h2xcejqtf2nbrexx3vqjhp41', 'src_8zzzzzzzzzzzzzzzzzzzzzzzzz', 'SRC_01H2XCEJQTF2NBREXX3VQJHP41', "'%3B--"],
];
