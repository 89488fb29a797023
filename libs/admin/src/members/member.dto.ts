import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { MemberEntity, OperatorEntity } from '@posthorn/store';
import { IsDefined, IsIn, IsString, MaxLength } from 'class-validator';
import { MAX_EMAIL_LENGTH } from '../api/field-limits.js';
import { MEMBER_ROLES, type MemberRole } from '../auth/role.js';
import { OPERATOR_STATUSES, type OperatorStatus } from '../operators/operator.presenter.js';

export class MemberRoleDto {
  @ApiProperty({ enum: MEMBER_ROLES }) @IsDefined() @IsIn(MEMBER_ROLES) readonly role!: MemberRole;
}

export class MemberDto extends MemberRoleDto {
  @ApiProperty({ example: 'ada@example.com', description: 'Of an operator of this installation' })
  @IsDefined()
  @IsString()
  @MaxLength(MAX_EMAIL_LENGTH)
  readonly email!: string;
}

export class MemberView {
  @ApiProperty({ example: 'opr_01h2xcejqtf2nbrexx3vqjhp41', description: "The operator's id" }) readonly id!: string;
  @ApiProperty() readonly email!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: OPERATOR_STATUSES }) readonly status!: OperatorStatus;
  @ApiProperty({ enum: MEMBER_ROLES }) readonly role!: MemberRole;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
}

export function presentMember(member: MemberEntity, { id, email, name, status }: OperatorEntity): MemberView {
  return {
    ...{ id: toTypeId(ID_PREFIXES.operator, id), email, name, status },
    role: member.role,
    createdAt: member.createdAt.toISOString(),
    updatedAt: member.updatedAt.toISOString(),
  };
}
