import { MAX_EVENT_TYPE_BYTES, type FieldError, type Rule, validateRulePath } from '@posthorn/contracts';

export type ParsedRule = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly faults: readonly FieldError[] };

/** Which field a kind of rule needs beside `from`. */
const FIELD_OF = { body: 'path', form: 'path', header: 'name', query: 'name', const: 'value' } as const;
const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const MAX_NAME_LENGTH = 256;

/**
 * Reads a rule as somebody wrote it, reporting every fault. `field` is where it stands, for example `eventType`.
 * `allowConst: false` is for external ids: a constant one would make every event a duplicate of the first.
 */
export function parseRule(value: unknown, field: string, { allowConst = true }: { readonly allowConst?: boolean } = {}): ParsedRule {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, faults: [fault(field, 'invalid', 'A rule is an object such as {"from": "body", "path": "type"}.')] };
  }
  const record = value as Readonly<Record<string, unknown>>;
  const from = record['from'];
  if (!isFrom(from) || (from === 'const' && !allowConst)) {
    const allowed = Object.keys(FIELD_OF).filter((kind) => allowConst || kind !== 'const');
    return {
      ok: false,
      faults: [fault(`${field}.from`, from === undefined ? 'required' : 'invalid', `Use one of ${allowed.join(', ')}.`)],
    };
  }
  const faults = Object.keys(record)
    .filter((key) => key !== 'from' && key !== FIELD_OF[from])
    .map((key) => fault(`${field}.${key}`, 'unknown-field', `A rule from ${from} has no such field.`));
  const text = record[FIELD_OF[from]];
  const problem = textFault(from, text);
  if (problem) faults.push(fault(`${field}.${FIELD_OF[from]}`, text === undefined ? 'required' : 'invalid', problem));
  return faults.length > 0 || typeof text !== 'string' ? { ok: false, faults } : { ok: true, rule: makeRule(from, text) };
}

function isFrom(value: unknown): value is Rule['from'] {
  return typeof value === 'string' && Object.hasOwn(FIELD_OF, value);
}

function textFault(from: Rule['from'], text: unknown): string | null {
  if (typeof text !== 'string' || text === '') return `A rule from ${from} needs ${FIELD_OF[from]}, a text.`;
  if (text.includes('\0')) return 'A NUL character cannot stand here.';
  if (from === 'body') return validateRulePath(text);
  if (from === 'const') return Buffer.byteLength(text) > MAX_EVENT_TYPE_BYTES ? `At most ${MAX_EVENT_TYPE_BYTES} bytes.` : null;
  if (text.length > MAX_NAME_LENGTH) return `At most ${MAX_NAME_LENGTH} characters.`;
  return from === 'header' && !HEADER_NAME.test(text) ? 'This is not the name of an HTTP header.' : null;
}

function makeRule(from: Rule['from'], text: string): Rule {
  if (from === 'body' || from === 'form') return { from, path: text };
  if (from === 'const') return { from, value: text };
  return { from, name: text };
}

function fault(field: string, code: string, message: string): FieldError {
  return { field, code, message };
}
