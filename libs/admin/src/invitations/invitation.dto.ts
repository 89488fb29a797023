import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { MAX_EMAIL_LENGTH, MAX_NAME_LENGTH } from '../api/field-limits.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../auth/password-strength.js';
import { MEMBER_ROLES, type MemberRole } from '../auth/role.js';

const MAX_TOKEN_LENGTH = 128;
/** One mailbox: nothing that a mail's header would read as a second, or as a comment. */
const EMAIL = /^\s*[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+\s*$/;
export const DEFAULT_INVITATION_SECONDS = 7 * 86_400;
const MIN_INVITATION_SECONDS = 3_600;
const MAX_INVITATION_SECONDS = 30 * 86_400;

export class InvitationDto {
  @ApiProperty({ example: 'ada@example.com', description: 'Kept in lower case' })
  @IsDefined()
  @IsString()
  @MaxLength(MAX_EMAIL_LENGTH)
  @Matches(EMAIL, { message: 'This is not an email address.' })
  readonly email!: string;

  @ApiProperty({ enum: MEMBER_ROLES }) @IsDefined() @IsIn(MEMBER_ROLES) readonly role!: MemberRole;

  @ApiProperty({
    ...{ type: 'integer', required: false, nullable: true, default: DEFAULT_INVITATION_SECONDS },
    ...{ minimum: MIN_INVITATION_SECONDS, maximum: MAX_INVITATION_SECONDS },
  })
  @IsOptional()
  @IsInt()
  @Min(MIN_INVITATION_SECONDS)
  @Max(MAX_INVITATION_SECONDS)
  readonly expiresInSeconds?: number | null;
}

export class AcceptInvitationDto {
  @ApiProperty({ example: 'phi_…' }) @IsDefined() @IsString() @MaxLength(MAX_TOKEN_LENGTH) readonly token!: string;

  @ApiProperty({
    ...{ writeOnly: true, minLength: MIN_PASSWORD_LENGTH, maxLength: MAX_PASSWORD_LENGTH },
    description: 'That you choose; of an operator who is there already, the one that you have',
  })
  @IsDefined()
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  readonly password!: string;

  @ApiProperty({ type: String, required: false, nullable: true, default: '', description: 'Of a new operator' })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NAME_LENGTH)
  readonly name?: string | null;
}
