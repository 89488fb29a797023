import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';

/** A field of the contract that this version cannot honour: null or absent, never accepted and ignored. */
export function NotSupportedYet(): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ required: false, type: 'null', description: 'Not built yet: null' }),
    ValidateBy(
      {
        name: 'notSupported',
        validator: {
          validate: (value) => value === undefined || value === null,
          defaultMessage: () => 'This is not built yet; leave it null.',
        },
      },
      { context: { code: 'not-supported' } },
    ),
  );
}
