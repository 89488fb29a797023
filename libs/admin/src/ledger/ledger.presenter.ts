import { ApiProperty } from '@nestjs/swagger';
import { ID_PREFIXES, toTypeId } from '@posthorn/contracts';
import type { LedgerEntry } from '@posthorn/store';

class LedgerDeliveriesView {
  @ApiProperty({ type: 'integer', description: 'Routes that no filter stopped, and replays' }) readonly created!: number;
  @ApiProperty({ type: 'integer' }) readonly delivered!: number;
  @ApiProperty({ type: 'integer' }) readonly scheduled!: number;
  @ApiProperty({ type: 'integer' }) readonly delivering!: number;
  @ApiProperty({ type: 'integer' }) readonly failed!: number;
  @ApiProperty({ type: 'integer' }) readonly cancelled!: number;
}

export class LedgerEntryView {
  @ApiProperty({ example: 'src_01h2xcejqtf2nbrexx3vqjhp41' }) readonly sourceId!: string;
  @ApiProperty({ type: 'integer' }) readonly requests!: number;
  @ApiProperty({ type: 'integer' }) readonly accepted!: number;
  @ApiProperty({ type: 'integer' }) readonly duplicates!: number;
  @ApiProperty({ type: 'integer' }) readonly refused!: number;
  @ApiProperty({ type: 'integer', description: 'Of `refused`: counted, but not to be looked at' }) readonly refusedNotKept!: number;
  @ApiProperty({ type: 'integer' }) readonly handshakes!: number;
  @ApiProperty() readonly deliveries!: LedgerDeliveriesView;
  @ApiProperty({ type: 'integer', description: 'Routes that a filter stopped' }) readonly filtered!: number;
  @ApiProperty({ description: 'Both equations hold, and the counters agree with what is stored' }) readonly balanced!: boolean;
}

export class LedgerView {
  @ApiProperty({ type: [LedgerEntryView], description: 'Every source that has anything in the period, deleted ones too' })
  readonly data!: readonly LedgerEntryView[];
}

export function presentLedgerEntry({ sourceId, counters, scheduled, delivering, balanced }: LedgerEntry): LedgerEntryView {
  const { requests, accepted, duplicates, refused, handshakes, routes, replays, delivered, failed, cancelled, filtered } = counters;
  return {
    ...{ sourceId: toTypeId(ID_PREFIXES.source, sourceId), requests, accepted, duplicates, refused },
    ...{ refusedNotKept: counters.refused_not_kept, handshakes },
    deliveries: { created: routes + replays, delivered, scheduled, delivering, failed, cancelled },
    ...{ filtered, balanced },
  };
}
