import { MAX_TRANSFORM_CODE_BYTES, type FieldError, type TransformFault, type TransformLab, type Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import { isJsonObject } from '../api/merge-patch.js';
import { throwFaults } from '../api/validate-dto.js';

/** In the OpenAPI document. */
export const TRANSFORM_SCHEMA = {
  type: 'object' as const,
  additionalProperties: false,
  selfRequired: false,
  nullable: true,
  required: ['code'],
  properties: { code: { type: 'string' as const, maxLength: MAX_TRANSFORM_CODE_BYTES } },
  description:
    'A script that defines `function transform(event)`; what it returns is delivered: `body` (an object becomes JSON), and if it likes ' +
    '`headers` (added or replaced; null removes) and `contentType`. Null = the exact bytes received.',
  example: { code: 'function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}' },
};

const FIELD = 'transform.code';

/** The code, or `null` without one. Adds to `faults` what is wrong with its form; whether it runs is for {@link checkTransform}. */
export function readTransform(value: unknown, faults: FieldError[]): string | null {
  if (value === undefined || value === null) return null;
  if (!isJsonObject(value)) {
    faults.push({ field: 'transform', code: 'invalid', message: 'A transform is an object with code, or null.' });
    return null;
  }
  for (const name of Object.keys(value))
    if (name !== 'code') faults.push({ field: `transform.${name}`, code: 'unknown-field', message: 'A transform has no such field.' });
  return readCode(value['code'], FIELD, faults);
}

/** `null`, with a fault, where it is none. */
export function readCode(code: unknown, field: string, faults: FieldError[]): string | null {
  if (code === undefined || code === null) faults.push({ field, code: 'required', message: 'It is needed.' });
  else if (typeof code !== 'string') faults.push({ field, code: 'invalid', message: 'Code is a text.' });
  else if (Buffer.byteLength(code) > MAX_TRANSFORM_CODE_BYTES)
    faults.push({ field, code: 'invalid', message: `Code has at most ${MAX_TRANSFORM_CODE_BYTES} bytes.` });
  else if (code.includes('\0') || !code.isWellFormed())
    faults.push({ field, code: 'invalid', message: 'Code has no NUL and no half of a character.' });
  else return code;
  return null;
}

/** Tries the code out, before any transaction waits for it. Throws a 422, or a 503 when there is nothing to try it on. */
export async function checkTransform(lab: TransformLab, projectId: Uuid, value: unknown): Promise<void> {
  const faults: FieldError[] = [];
  const code = readTransform(value, faults);
  // Faults of its form are told with those of the other fields.
  if (code === null || faults.length > 0) return;
  const fault = await lab.check(projectId, code).catch(() => {
    throw new ProblemError('unavailable');
  });
  if (fault !== null) throwFaults([{ field: FIELD, code: 'invalid', message: placed(fault) }]);
}

function placed({ message, line, column }: TransformFault): string {
  return line === null ? message : `Line ${line}${column === null ? '' : `, column ${column}`}: ${message}`;
}
