import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { IdGenerator, InvitationEntity, MemberEntity, OperatorEntity, type Database, type ProjectEntity } from '@posthorn/store';
import { LessThan, LessThanOrEqual, MoreThan, type EntityManager } from 'typeorm';
import { ADMIN_URL, DATABASE } from '../admin.tokens.js';
import { API_PREFIX } from '../api/api-prefix.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { showOnce } from '../api/shown-once.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { requireRole } from '../auth/caller.js';
import type { Role } from '../auth/role.js';
import { digestOfToken } from '../auth/token-digest.js';
import { holdProject } from '../projects/project-repository.js';
import { InvitationMail } from './invitation-mail.js';
import { generateInvitationToken } from './invitation-token.js';
import { DEFAULT_INVITATION_SECONDS, type InvitationDto } from './invitation.dto.js';
import { presentInvitation, type InvitationView, type InvitationWithTokenView } from './invitation.presenter.js';

/** In one project, so that nobody fills the table or sends mail without end. */
const MAX_PENDING = 100;

export interface Inviter {
  /** TypeID. */
  readonly id: string;
  /** In the project. */
  readonly role: Role;
}

/** Invites people into a project, whether they are operators yet or not. */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ADMIN_URL) private readonly adminUrl: () => string,
    private readonly ids: IdGenerator,
    private readonly mail: InvitationMail,
    private readonly trail: AuditTrail,
  ) {}

  /** Those that can still be accepted. */
  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<InvitationView>> {
    const page = await readPage(query, (before, take) =>
      this.database.dataSource.manager.find(InvitationEntity, {
        where: { projectId, expiresAt: MoreThan(this.now()), ...(before !== undefined && { id: LessThan(before) }) },
        order: { id: 'DESC' },
        take,
      }),
    );
    return mapPage(page, presentInvitation);
  }

  async get(projectId: Uuid, id: Uuid): Promise<InvitationView> {
    return presentInvitation(await this.find(this.database.dataSource.manager, projectId, id));
  }

  /** One for an address that was invited before takes the place of that one. */
  async create(projectId: Uuid, inviter: Inviter, { email, role, expiresInSeconds }: InvitationDto): Promise<InvitationWithTokenView> {
    requireRole(inviter.role, role);
    const token = generateInvitationToken();
    const createdAt = this.now();
    const invitation = this.database.dataSource.manager.create(InvitationEntity, {
      ...{ id: this.ids.id(), projectId, email: email.trim().toLowerCase(), role, invitedBy: inviter.id, createdAt },
      digest: digestOfToken(token),
      expiresAt: new Date(createdAt.getTime() + (expiresInSeconds ?? DEFAULT_INVITATION_SECONDS) * 1_000),
    });
    const project = await this.database.dataSource.transaction((manager) => this.insert(manager, invitation));
    // In the fragment, which no server and no log sees.
    const acceptUrl = `${this.adminUrl()}/${API_PREFIX}/auth/invitations/accept#${token}`;
    const mail = await this.mail.send({ ...invitation, projectName: project.name, acceptUrl });
    return showOnce(presentInvitation(invitation), { token, acceptUrl, mail }) as InvitationWithTokenView;
  }

  async revoke(projectId: Uuid, id: Uuid): Promise<void> {
    await this.database.dataSource.transaction(async (manager) => {
      const invitation = await this.find(manager, projectId, id);
      await this.end(manager, invitation);
    });
  }

  private async insert(manager: EntityManager, invitation: InvitationEntity): Promise<ProjectEntity> {
    const { projectId, email } = invitation;
    // For itself alone: of two invitations of one address at once, the later one stays.
    const project = await holdProject(manager, projectId, 'pessimistic_write');
    await this.refuseMember(manager, invitation);
    await manager.delete(InvitationEntity, { projectId, expiresAt: LessThanOrEqual(this.now()) });
    const former = await manager.findOneBy(InvitationEntity, { projectId, email });
    if (former) await this.end(manager, former);
    if ((await manager.countBy(InvitationEntity, { projectId })) >= MAX_PENDING) {
      throw new ProblemError('conflict', { detail: `There are ${MAX_PENDING} invitations already; take one back first.` });
    }
    await manager.insert(InvitationEntity, invitation);
    const after = presentInvitation(invitation);
    await this.trail.append(manager, { action: 'invitation.created', projectId, resourceType: 'invitation', resourceId: after.id, after });
    return project;
  }

  private async end(manager: EntityManager, invitation: InvitationEntity): Promise<void> {
    const { affected } = await manager.delete(InvitationEntity, { id: invitation.id });
    if (affected !== 1) throw new ProblemError('not-found');
    const [before, { projectId }] = [presentInvitation(invitation), invitation];
    await this.trail.append(manager, {
      action: 'invitation.revoked',
      projectId,
      resourceType: 'invitation',
      resourceId: before.id,
      before,
    });
  }

  /** Says no more than the list of members, which is for the same people. */
  private async refuseMember(manager: EntityManager, { projectId, email }: InvitationEntity): Promise<void> {
    const operator = await manager.findOneBy(OperatorEntity, { email });
    if (!operator || !(await manager.existsBy(MemberEntity, { projectId, operatorId: operator.id }))) return;
    throw new ProblemError('conflict', { detail: 'This operator is a member already.' });
  }

  private async find(manager: EntityManager, projectId: Uuid, id: Uuid): Promise<InvitationEntity> {
    const invitation = await manager.findOneBy(InvitationEntity, { id, projectId, expiresAt: MoreThan(this.now()) });
    if (!invitation) throw new ProblemError('not-found');
    return invitation;
  }

  private now(): Date {
    return new Date(this.clock.now());
  }
}
