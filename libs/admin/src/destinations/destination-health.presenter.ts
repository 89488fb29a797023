import { ApiProperty } from '@nestjs/swagger';
import { BREAKER_STATES, type BreakerState } from '@posthorn/contracts';
import type { DestinationEntity, DestinationHealthEntity } from '@posthorn/store';

const TIME = { type: String, format: 'date-time', nullable: true } as const;

/** What the processes that deliver have told of a destination, at most some seconds old. */
export class DestinationHealthView {
  @ApiProperty({
    enum: BREAKER_STATES,
    description: 'open = deliveries wait in the queue until a probe arrives; half-open = one is on its way',
  })
  readonly breaker!: BreakerState;
  @ApiProperty({ ...TIME, description: 'Since when the breaker is so; null = it has always been well' }) readonly since!: string | null;
  @ApiProperty({ ...TIME, description: 'The first failure since the last success' }) readonly failingSince!: string | null;
  @ApiProperty({ type: 'integer', description: 'Attempts at once: maxConcurrency, or less after failures; in each process' })
  readonly concurrency!: number;
  @ApiProperty({ ...TIME, description: 'When an open breaker lets one delivery through; a retry by a person does so at once' })
  readonly nextProbeAt!: string | null;
}

export function presentHealth({ maxConcurrency }: DestinationEntity, health: DestinationHealthEntity | undefined): DestinationHealthView {
  return {
    breaker: health?.breaker ?? 'closed',
    since: health?.since.toISOString() ?? null,
    failingSince: health?.failingSince?.toISOString() ?? null,
    concurrency: Math.min(health?.concurrency ?? maxConcurrency, maxConcurrency),
    nextProbeAt: health?.nextProbeAt?.toISOString() ?? null,
  };
}
