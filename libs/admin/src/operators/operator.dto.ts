import { ApiProperty, OmitType, PartialType } from '@nestjs/swagger';
import { IsDefined, IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH } from '../api/field-limits.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../auth/password-strength.js';
import { OPERATOR_ROLES, OPERATOR_STATUSES, type OperatorRole, type OperatorStatus } from './operator.presenter.js';

/** Not more: `admin@localhost` is one, and only a mail that arrives proves the rest. */
const EMAIL = /^\s*[^\s@]+@[^\s@]+\s*$/;

export class OperatorDto {
  @ApiProperty({ example: 'ada@example.com', description: 'Kept in lower case' })
  @IsDefined()
  @IsString()
  @MaxLength(MAX_EMAIL_LENGTH)
  @Matches(EMAIL, { message: 'This is not an email address.' })
  readonly email!: string;

  @ApiProperty({ type: String, required: false, nullable: true, default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NAME_LENGTH)
  readonly name?: string | null;

  @ApiProperty({ required: false, nullable: true, enum: OPERATOR_STATUSES, default: 'enabled' })
  @IsOptional()
  @IsIn(OPERATOR_STATUSES)
  readonly status?: OperatorStatus | null;

  @ApiProperty({ required: false, nullable: true, enum: OPERATOR_ROLES, default: 'member' })
  @IsOptional()
  @IsIn(OPERATOR_ROLES)
  readonly role?: OperatorRole | null;
}

export class CreateOperatorDto extends OperatorDto {
  @ApiProperty({
    type: String,
    required: false,
    nullable: true,
    writeOnly: true,
    minLength: MIN_PASSWORD_LENGTH,
    maxLength: MAX_PASSWORD_LENGTH,
    description: 'Generated and shown once unless given',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  readonly password?: string | null;
}

/** In the OpenAPI document. */
export class PatchOperatorDto extends PartialType(OmitType(OperatorDto, [] as const)) {}
