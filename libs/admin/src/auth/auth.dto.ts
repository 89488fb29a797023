import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { MAX_EMAIL_LENGTH } from '../api/field-limits.js';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from './password-strength.js';

export class SignInDto {
  @ApiProperty({ example: 'admin@localhost' }) @IsDefined() @IsString() @MaxLength(MAX_EMAIL_LENGTH) readonly email!: string;
  /** Bounded, since hashing works through all of it. */
  @ApiProperty() @IsDefined() @IsString() @MaxLength(MAX_PASSWORD_LENGTH) readonly password!: string;
}

export class RefreshDto {
  @ApiProperty() @IsDefined() @IsString() @MaxLength(128) readonly refreshToken!: string;
}

export class SignOutQueryDto {
  @ApiProperty({ required: false, enum: ['true', 'false'], default: 'false', description: 'End every session of the operator' })
  @IsOptional()
  @IsIn(['true', 'false'])
  readonly everywhere?: 'true' | 'false';
}

export class ChangePasswordDto {
  @ApiProperty() @IsDefined() @IsString() @MaxLength(MAX_PASSWORD_LENGTH) readonly current!: string;
  @ApiProperty({ minLength: MIN_PASSWORD_LENGTH, maxLength: MAX_PASSWORD_LENGTH })
  @IsDefined()
  @IsString()
  @MaxLength(MAX_PASSWORD_LENGTH)
  readonly next!: string;
}

export class TokensView {
  @ApiProperty() readonly accessToken!: string;
  @ApiProperty({ enum: ['Bearer'] }) readonly tokenType!: 'Bearer';
  @ApiProperty({ type: 'integer', description: 'Seconds', example: 900 }) readonly expiresIn!: number;
  @ApiProperty({ description: 'Good once' }) readonly refreshToken!: string;
  @ApiProperty({ required: false, description: 'There only if true: somebody else knows the password' })
  readonly mustChangePassword?: boolean;
  @ApiProperty({
    required: false,
    format: 'date-time',
    description: 'There only if the password was generated: from then on everything but changing it is 403 `password-change-required`',
  })
  readonly passwordChangeBy?: string;
}
