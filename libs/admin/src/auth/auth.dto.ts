import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsString, MaxLength } from 'class-validator';

export class SignInDto {
  @ApiProperty({ example: 'admin@localhost' }) @IsDefined() @IsString() @MaxLength(320) readonly email!: string;
  /** Bounded, since hashing works through all of it. */
  @ApiProperty() @IsDefined() @IsString() @MaxLength(1_024) readonly password!: string;
}

export class RefreshDto {
  @ApiProperty() @IsDefined() @IsString() @MaxLength(128) readonly refreshToken!: string;
}

export class TokensView {
  @ApiProperty() readonly accessToken!: string;
  @ApiProperty({ enum: ['Bearer'] }) readonly tokenType!: 'Bearer';
  @ApiProperty({ type: 'integer', description: 'Seconds', example: 900 }) readonly expiresIn!: number;
  @ApiProperty({ description: 'Good once' }) readonly refreshToken!: string;
}

export class OperatorView {
  @ApiProperty({ example: 'opr_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly email!: string;
  @ApiProperty({ enum: ['enabled', 'disabled'] }) readonly status!: 'enabled' | 'disabled';
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
}
