import { ApiProperty } from '@nestjs/swagger';
import type { KeyFacts, Rotation, SealedCounts } from '@posthorn/store';

/** What a key is still needed for. */
const KEY_USES = ['encrypts', 'processes', 'sealed-values', 'idempotency-keys'] as const;
type KeyUse = (typeof KEY_USES)[number];

const COUNT = { type: 'integer' as const, minimum: 0 };

export class SealedCountsView implements SealedCounts {
  @ApiProperty(COUNT) readonly sourceSecrets!: number;
  @ApiProperty(COUNT) readonly destinationSecrets!: number;
  @ApiProperty({ ...COUNT, description: 'Credentials of refused requests' }) readonly refusals!: number;
  @ApiProperty({ ...COUNT, description: 'Answers kept for an `Idempotency-Key`' }) readonly idempotencyAnswers!: number;
}

export class EncryptionKeyView {
  @ApiProperty({ example: 'k1', description: 'As in `POSTHORN_ENCRYPTION_KEYS`; the key itself is never shown' }) readonly id!: string;
  @ApiProperty({ description: 'Whether new values are sealed with it' }) readonly encrypts!: boolean;
  @ApiProperty({ description: 'How many values it still seals' }) readonly sealed!: SealedCountsView;
  @ApiProperty({ description: 'Whether it may be taken out of `POSTHORN_ENCRYPTION_KEYS` or the file of generated keys' })
  readonly removable!: boolean;
  @ApiProperty({
    ...{ enum: KEY_USES, isArray: true },
    description:
      'Why it must stay: it encrypts, or will as soon as every process has it; a process still encrypts with it, it seals values, or an `Idempotency-Key` of the last 24 hours is compared by it',
  })
  readonly neededFor!: readonly KeyUse[];
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly usedSince!: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time', description: 'When another took over' }) readonly retiredAt!:
    string | null;
}

export class KeyRotationView {
  @ApiProperty({ example: 'k2', description: 'The key that everything is sealed with' }) readonly keyId!: string;
  @ApiProperty({
    enum: ['waiting', 'running', 'finished'],
    description: '`waiting`: until every running process has taken the key and encrypts with it',
  })
  readonly status!: 'waiting' | 'running' | 'finished';
  @ApiProperty({ format: 'date-time' }) readonly requestedAt!: string;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) readonly finishedAt!: string | null;
  @ApiProperty({ ...COUNT, description: 'Values sealed anew so far' }) readonly resealed!: number;
  @ApiProperty({ ...COUNT, description: 'Values that no key opens, left as they are; the log of the relay has the count, too' })
  readonly unreadable!: number;
}

export class EncryptionKeyListView {
  @ApiProperty({ type: [EncryptionKeyView] }) readonly data!: readonly EncryptionKeyView[];
  @ApiProperty({ type: String, nullable: true, description: 'Always null: there are few keys' }) readonly nextCursor!: string | null;
  @ApiProperty({ type: KeyRotationView, nullable: true, description: 'The last one; null = there was none' })
  readonly rotation!: KeyRotationView | null;
}

/** `isNext`: a rotation to it waits for processes. */
export function presentKey(facts: KeyFacts, isNext: boolean): EncryptionKeyView {
  const { id, encrypts, sealed, usedSince, retiredAt } = facts;
  const neededFor = usesOf(facts, isNext);
  return {
    ...{ id, encrypts, sealed, removable: neededFor.length === 0, neededFor },
    ...{ usedSince: usedSince?.toISOString() ?? null, retiredAt: retiredAt?.toISOString() ?? null },
  };
}

function usesOf({ encrypts, usedBy, sealed, idempotencyRecords }: KeyFacts, isNext: boolean): readonly KeyUse[] {
  const uses: Readonly<Record<KeyUse, boolean>> = {
    encrypts: encrypts || isNext,
    processes: usedBy > 0,
    'sealed-values': Object.values(sealed).some((count) => count > 0),
    'idempotency-keys': idempotencyRecords > 0,
  };
  return KEY_USES.filter((use) => uses[use]);
}

/** `isInForce`: the installation encrypts with its key. */
export function presentRotation(rotation: Rotation, isInForce: boolean): KeyRotationView {
  const { keyId, requestedAt, finishedAt, moved, unreadable } = rotation;
  return {
    keyId,
    status: finishedAt ? 'finished' : isInForce ? 'running' : 'waiting',
    requestedAt: requestedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    resealed: moved,
    unreadable,
  };
}
