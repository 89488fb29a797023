import { ApiProperty } from '@nestjs/swagger';
import { IsDefined, IsOptional, IsString, MaxLength } from 'class-validator';

export class OidcView {
  @ApiProperty({ description: 'Whether operators may sign in through an identity provider' }) readonly configured!: boolean;
  @ApiProperty({ type: String, nullable: true, example: 'https://id.example.com' }) readonly issuer!: string | null;
}

export class OidcLoginQueryDto {
  @ApiProperty({
    required: false,
    example: '/dashboard',
    description: 'A path of this origin; without it the callback answers with tokens',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1_024)
  readonly returnTo?: string;
}

export class OidcCodeDto {
  @ApiProperty({ description: 'That the browser came back with' }) @IsDefined() @IsString() @MaxLength(128) readonly code!: string;
}
