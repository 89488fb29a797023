import { isISO8601, ValidateBy } from 'class-validator';

/** A time in a body or a query. Not all that ISO 8601 allows is one to `Date.parse`, which everything goes on with: a week date is not. */
export function IsTime(): PropertyDecorator {
  return ValidateBy({
    name: 'isTime',
    validator: {
      validate: (value) =>
        typeof value === 'string' && isISO8601(value, { strict: true, strictSeparator: true }) && Number.isFinite(Date.parse(value)),
      defaultMessage: () => 'This is not a time such as 2026-01-15T09:30:00Z.',
    },
  });
}
