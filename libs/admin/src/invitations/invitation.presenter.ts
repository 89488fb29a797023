import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { InvitationEntity, OperatorEntity, ProjectEntity } from '@posthorn/store';
import { MEMBER_ROLES, type MemberRole } from '../auth/role.js';

/** `none` = the environment names no mail server. */
const MAIL_OUTCOMES = ['sent', 'failed', 'none'] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

export class InvitationView {
  @ApiProperty({ example: 'inv_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly email!: string;
  @ApiProperty({ enum: MEMBER_ROLES }) readonly role!: MemberRole;
  @ApiProperty({ description: 'The operator or the key; without it, or once it is no admin any more, the invitation is void' })
  readonly invitedBy!: string;
  @ApiProperty({ format: 'date-time' }) readonly createdAt!: string;
  @ApiProperty({ format: 'date-time' }) readonly expiresAt!: string;
}

export class InvitationWithTokenView extends InvitationView {
  @ApiProperty({ example: 'phi_…', description: 'Shown this once' }) readonly token!: string;
  @ApiProperty({ description: 'A page that takes the token and asks for a password' }) readonly acceptUrl!: string;
  @ApiProperty({ enum: MAIL_OUTCOMES, description: 'Whether the mail server took it; `none` = POSTHORN_SMTP_URL is not set' })
  readonly mail!: MailOutcome;
}

export class AcceptedInvitationView {
  @ApiProperty({ example: 'opr_01h2xcejqtf2nbrexx3vqjhp41' }) readonly operatorId!: string;
  @ApiProperty({ description: 'To sign in with' }) readonly email!: string;
  @ApiProperty({ example: 'prj_01h2xcejqtf2nbrexx3vqjhp41' }) readonly projectId!: string;
  @ApiProperty({ example: 'default' }) readonly project!: string;
  @ApiProperty({ enum: MEMBER_ROLES }) readonly role!: MemberRole;
}

export function presentInvitation(invitation: InvitationEntity): InvitationView {
  return {
    id: toTypeId(ID_PREFIXES.invitation, invitation.id),
    email: invitation.email,
    role: invitation.role,
    invitedBy: invitation.invitedBy,
    createdAt: invitation.createdAt.toISOString(),
    expiresAt: invitation.expiresAt.toISOString(),
  };
}

export function presentAccepted({ role }: InvitationEntity, operator: OperatorEntity, project: ProjectEntity): AcceptedInvitationView {
  return {
    operatorId: toTypeId(ID_PREFIXES.operator, operator.id),
    email: operator.email,
    projectId: toTypeId(ID_PREFIXES.project, project.id),
    project: project.slug,
    role,
  };
}
