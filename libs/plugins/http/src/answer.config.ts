import { z } from 'zod';
import { jsonPath } from './field-patterns.js';

const MAX_RULES = 20;
const MAX_TEXT_CHARS = 200;
const STATUSES = /^\s*(?:[2-5]xx|[2-5]\d\d)(?:\s*,\s*(?:[2-5]xx|[2-5]\d\d))*\s*$/;

/** Whether such an answer is worth another try. */
const then = z.enum(['retry', 'fail']).default('retry');

export const successStatusesSchema = z
  .string()
  .max(500)
  .regex(STATUSES, 'must be statuses such as "2xx, 404, 409"')
  .default('2xx')
  .meta({ title: 'Success statuses', description: 'Answers that mean that it arrived, for example `2xx, 409`.' });

export const failWhenSchema = z
  .array(
    z.union([
      z.strictObject({ contains: z.string().min(1).max(MAX_TEXT_CHARS), then }),
      z.strictObject({
        path: jsonPath,
        equals: z.union([z.string().max(MAX_TEXT_CHARS), z.number(), z.boolean(), z.null()]),
        then,
      }),
    ]),
  )
  .max(MAX_RULES)
  .default([])
  .meta({
    title: 'Failure in the answer',
    description: 'What an answer with a success status must not hold: a text, or a value in its JSON.',
  });

export type FailureRule = z.output<typeof failWhenSchema>[number];
