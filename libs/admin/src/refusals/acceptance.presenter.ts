import { ApiProperty } from '@nestjs/swagger';
import {
  ACCEPT_OBSTACLES,
  ID_PREFIXES,
  REFUSAL_REASONS,
  toTypeId,
  type AcceptObstacle,
  type RefusalAcceptance,
  type RefusalReason,
  type Uuid,
} from '@posthorn/contracts';

const OUTCOMES = ['accepted', 'before', 'duplicate', 'refused', 'unavailable', 'not-found'] as const;

export class AcceptanceView {
  @ApiProperty({ example: 'rfs_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;

  @ApiProperty({
    enum: OUTCOMES,
    description:
      'accepted: it is an event now; before: it had been accepted before; duplicate: its external id had an event already; refused: reason still holds; unavailable: try again',
  })
  readonly outcome!: RefusalAcceptance['outcome'];

  @ApiProperty({ type: String, nullable: true }) readonly eventId!: string | null;
  @ApiProperty({ type: String, enum: [...REFUSAL_REASONS, ...ACCEPT_OBSTACLES], nullable: true }) readonly reason!:
    RefusalReason | AcceptObstacle | null;
  @ApiProperty({ type: String, nullable: true }) readonly detail!: string | null;
}

export class AcceptancesView {
  @ApiProperty({ type: [AcceptanceView] }) readonly data!: readonly AcceptanceView[];
  @ApiProperty({ type: String, nullable: true, description: 'By filter: where the next call goes on' }) readonly nextCursor!: string | null;
}

export function presentAcceptance(id: Uuid, acceptance: RefusalAcceptance): AcceptanceView {
  return {
    id: toTypeId(ID_PREFIXES.refusal, id),
    outcome: acceptance.outcome,
    eventId: 'eventId' in acceptance ? toTypeId(ID_PREFIXES.event, acceptance.eventId) : null,
    reason: 'reason' in acceptance ? acceptance.reason : null,
    detail: 'detail' in acceptance ? acceptance.detail : null,
  };
}
