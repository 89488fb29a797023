import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { OperatorEntity } from '@posthorn/store';

export const OPERATOR_STATUSES = ['enabled', 'disabled'] as const;
export type OperatorStatus = (typeof OPERATOR_STATUSES)[number];
/** In the installation: an owner may do everything, a member what its projects let it do. */
export const OPERATOR_ROLES = ['member', 'owner'] as const;
export type OperatorRole = (typeof OPERATOR_ROLES)[number];

export class OperatorView {
  @ApiProperty({ example: 'opr_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly email!: string;
  @ApiProperty() readonly name!: string;
  @ApiProperty({ enum: OPERATOR_STATUSES }) readonly status!: OperatorStatus;
  @ApiProperty({ enum: OPERATOR_ROLES, description: 'In the installation; `members` of a project has the role there' })
  readonly role!: OperatorRole;
  @ApiProperty({ description: 'The password was given or generated, so that somebody else knows it' })
  readonly mustChangePassword!: boolean;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'Where it was generated: until then everything works' })
  readonly passwordChangeBy!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly updatedAt!: string;
}

export class OperatorWithPasswordView extends OperatorView {
  @ApiProperty({ required: false, description: 'Where it was generated; shown this once' }) readonly password?: string;
}

export function presentOperator(operator: OperatorEntity): OperatorView {
  return {
    id: toTypeId(ID_PREFIXES.operator, operator.id),
    email: operator.email,
    name: operator.name,
    status: operator.status,
    role: operator.role,
    mustChangePassword: operator.mustChangePassword,
    passwordChangeBy: operator.passwordChangeBy?.toISOString() ?? null,
    createdAt: operator.createdAt.toISOString(),
    updatedAt: operator.updatedAt.toISOString(),
  };
}
