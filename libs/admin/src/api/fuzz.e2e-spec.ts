import { jest } from '@jest/globals';
import { plainExample } from '../docs/describe-examples.js';
import { fieldsOf, withValue, type BodyField } from '../testing/body-fields.js';
import { FuzzAdmin, type FuzzedOperation } from '../testing/fuzz-admin.js';
import { HOSTILE_PATHS, HOSTILE_QUERIES, HOSTILE_VALUES } from '../testing/hostile-values.js';
import { realBody, realPath } from '../testing/test-world.js';

/** `POSTHORN_FUZZ=long` sends every value everywhere; without it, the costly ones go to one field of each body. */
const IS_LONG = process.env['POSTHORN_FUZZ'] === 'long';
/** In the short form each field gets what is missing, null, and one in so many of the others: which ones, turns from field to field. */
const SHARE = 8;
/** Requests at once. */
const LANES = 8;
/** They end the session, or are slowed down on purpose; their bodies have the same validators, and tests of their own. */
const ENDS_THE_SESSION = new Set(['auth_signOut', 'auth_changePassword']);

jest.setTimeout(IS_LONG ? 1_800_000 : 180_000);

describe('bad input', () => {
  let fuzz: FuzzAdmin;
  beforeAll(async () => (fuzz = await FuzzAdmin.start()));
  afterAll(() => fuzz.close());

  /** Fault by fault, so that one run shows them all. */
  async function faultsOf(checks: Iterable<() => Promise<void>>): Promise<string[]> {
    const faults: string[] = [];
    const waiting = checks[Symbol.iterator]();
    const lane = async (): Promise<void> => {
      for (let next = waiting.next(); !next.done; next = waiting.next()) {
        await next.value().catch((error: unknown) => faults.push(String(error).slice(0, 600)));
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return faults.sort();
  }

  const bodyOf = ({ requestBody }: FuzzedOperation) => requestBody?.content['application/json'];

  async function sendField(operation: FuzzedOperation, field: BodyField, name: string, value: unknown): Promise<void> {
    const media = bodyOf(operation);
    if (!media) return;
    const { method, path, operationId } = operation;
    const body = withValue(realBody(plainExample(media), fuzz.world), field.path, value);
    const answer = await fuzz.send(method, realPath(path, fuzz.world), JSON.stringify(body)).catch((error: unknown) => {
      throw new Error(`${operationId} ${field.path.join('.')} = ${name}: ${String(error)}`);
    });
    const where = `${operationId} ${field.path.join('.')} = ${name}: ${answer.status} ${answer.text.slice(0, 300)}`;
    if (answer.status < 300 && !fuzz.isDeclared(media.schema, body)) throw new Error(`accepted against the document: ${where}`);
    // What is legal by itself may be wrong beside another field, which may then be the one that is named.
    if (answer.status === 422 && !fuzz.isDeclared(media.schema, body)) expectFieldNamed(answer.text, field, where);
  }

  it('in any field of any body is a 4xx that names the field, or is legal', async () => {
    const checks: (() => Promise<void>)[] = [];
    for (const operation of fuzz.operations.filter(({ operationId }) => !ENDS_THE_SESSION.has(operationId))) {
      const media = bodyOf(operation);
      if (!media) continue;
      const fields = [...fieldsOf(media.schema, fuzz.schemas), { path: ['unknownField'], isRequired: false, schema: {} }];
      for (const [at, field] of fields.entries()) {
        for (const [turn, { name, value, isHeavy }] of HOSTILE_VALUES.entries()) {
          if (!IS_LONG && (isHeavy ? at > 0 : turn > 1 && (turn + at) % SHARE > 0)) continue;
          checks.push(() => sendField(operation, field, name, value));
        }
      }
    }
    expect(checks.length).toBeGreaterThan(1_000);
    expect(await faultsOf(checks)).toEqual([]);
  });

  it('in the place of a whole body is a 4xx', async () => {
    const texts = [
      '',
      ' ',
      'null',
      '[]',
      '1',
      '"x"',
      'true',
      '{',
      '{"a":1}}',
      '{"__proto__":{}}',
      '{"constructor":{"prototype":{}}}',
      '\u0000',
      '[[[',
    ];
    const checks = fuzz.operations
      .filter((operation) => bodyOf(operation))
      .flatMap(({ method, path, operationId }) =>
        texts.map((text) => async () => {
          const answer = await fuzz.send(method, realPath(path, fuzz.world), text);
          if (answer.status < 400) throw new Error(`${operationId} accepted ${text}: ${answer.status}`);
        }),
      );
    expect(await faultsOf(checks)).toEqual([]);
  });

  it('in a query or a path is a 4xx, or legal', async () => {
    const checks: (() => Promise<void>)[] = [];
    for (const { method, path, parameters = [], operationId } of fuzz.operations) {
      if (ENDS_THE_SESSION.has(operationId) || method === 'delete') continue;
      const real = realPath(path, fuzz.world);
      const body = method === 'get' ? undefined : '{}';
      for (const { name } of parameters.filter((parameter) => parameter.in === 'query')) {
        for (const value of some(HOSTILE_QUERIES, checks.length))
          checks.push(async () => void (await fuzz.send(method, `${real}?${name}=${value}`, body)));
        for (const query of [`${name}=1&${name}=2`, `${name}[a]=1`, `${name}[]=1`, `${name}`]) {
          checks.push(async () => void (await fuzz.send(method, `${real}?${query}`, body)));
        }
      }
      for (const parameter of parameters.filter((one) => one.in === 'path')) {
        for (const value of some(HOSTILE_PATHS, checks.length)) {
          checks.push(async () => {
            const hostile = realPath(path.replace(`{${parameter.name}}`, value), fuzz.world);
            const answer = await fuzz.send(method, hostile, body);
            if (answer.status < 400) throw new Error(`${operationId} answered ${answer.status} to ${value.slice(0, 40)}`);
          });
        }
      }
    }
    expect(await faultsOf(checks)).toEqual([]);
  });

  it('in a header is a 4xx, or legal', async () => {
    const values = ['', '"', '*', 'x'.repeat(2_000), 'W/"x"', ',,,', '"a", "b"', 'a b', '\u00ff'];
    const checks = fuzz.operations
      .filter(({ parameters = [], method }) => method !== 'delete' && parameters.some((parameter) => parameter.in === 'header'))
      .flatMap(({ method, path, parameters = [] }) =>
        parameters
          .filter((parameter) => parameter.in === 'header')
          .flatMap(({ name }) =>
            values.map((value) => async () => void (await fuzz.send(method, realPath(path, fuzz.world), '{}', { [name]: value }))),
          ),
      );
    expect(await faultsOf(checks)).toEqual([]);
  });
});

/** In the short form one in so many, other ones each time. */
function some(values: readonly string[], turn: number): readonly string[] {
  return values.filter((_, at) => IS_LONG || (at + turn) % SHARE === 0);
}

/** The field, what it lies in, or what lies in it: a fault of a whole is told at the whole. */
function expectFieldNamed(text: string, { path }: BodyField, where: string): void {
  const { errors = [] } = JSON.parse(text) as { readonly errors?: readonly { readonly field: string }[] };
  const [first = ''] = path;
  if (errors.some(({ field }) => field === '' || field === first || field.startsWith(`${first}.`) || field.startsWith(`${first}[`))) return;
  throw new Error(`names another field: ${where}`);
}
