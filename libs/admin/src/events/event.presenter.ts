import { ApiProperty } from '@nestjs/swagger';
import { firstHeader, ID_PREFIXES, toTypeId, type EventFault, type FilteredRoute } from '@posthorn/contracts';
import type { DeliveryCounts, EventRecord } from '@posthorn/store';
import { BodyView, HEADER_PAIRS_SCHEMA, presentBody, presentHeaders } from '../api/captured-request.js';

const NO_DELIVERIES: DeliveryCounts = { delivered: 0, scheduled: 0, delivering: 0, failed: 0, cancelled: 0 };

class EventFaultView implements EventFault {
  @ApiProperty({ enum: ['eventType', 'externalId', 'occurredAt'] }) readonly rule!: EventFault['rule'];
  @ApiProperty({ enum: ['invalid-json', 'not-found', 'not-a-scalar', 'too-long', 'invalid-time'] }) readonly code!: EventFault['code'];
  @ApiProperty() readonly message!: string;
}

class DeliveryCountsView implements DeliveryCounts {
  @ApiProperty({ type: 'integer' }) readonly delivered!: number;
  @ApiProperty({ type: 'integer' }) readonly scheduled!: number;
  @ApiProperty({ type: 'integer' }) readonly delivering!: number;
  @ApiProperty({ type: 'integer' }) readonly failed!: number;
  @ApiProperty({ type: 'integer' }) readonly cancelled!: number;
}

class FilteredRouteView implements FilteredRoute {
  @ApiProperty() readonly subscriptionId!: string;
  @ApiProperty({ description: 'What did not hold', example: 'body.amount.$gt: 100' }) readonly clause!: string;
}

export class EventItemView {
  @ApiProperty({ example: 'evt_01h2xcejqtf2nbrexx3vqjhp41' }) readonly id!: string;
  @ApiProperty() readonly sourceId!: string;
  @ApiProperty() readonly type!: string;
  @ApiProperty({ type: String, nullable: true }) readonly externalId!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) readonly occurredAt!: string | null;
  @ApiProperty({ format: 'date-time' }) readonly receivedAt!: string;
  @ApiProperty() readonly method!: string;
  @ApiProperty({ description: 'What followed the slug' }) readonly path!: string;
  @ApiProperty() readonly query!: string;
  @ApiProperty({ ...HEADER_PAIRS_SCHEMA, description: 'As received; credentials show as [redacted]' }) readonly headers!: [
    string,
    string,
  ][];
  @ApiProperty({ type: String, nullable: true }) readonly contentType!: string | null;
  @ApiProperty({ type: 'integer' }) readonly bodyBytes!: number;
  @ApiProperty({ description: 'Hex' }) readonly bodySha256!: string;
  @ApiProperty({ type: [EventFaultView] }) readonly faults!: readonly EventFault[];
  @ApiProperty({ type: DeliveryCountsView }) readonly deliveries!: DeliveryCounts;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When its payload was removed on request' })
  readonly expungedAt!: string | null;
  @ApiProperty({ type: [FilteredRouteView], description: 'Subscriptions that wanted it but for their filter' })
  readonly filtered!: readonly FilteredRoute[];
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { order: '1312312' },
    description: "By the name of its source's search keys of then; over 256 bytes the SHA-256 of the value",
  })
  readonly searchKeys!: Readonly<Record<string, string>>;
}

export class EventView extends EventItemView {
  @ApiProperty({ type: BodyView, nullable: true, description: 'null = expunged' }) readonly body!: BodyView | null;
}

export function presentEventItem(event: EventRecord, counts: DeliveryCounts = NO_DELIVERIES): EventItemView {
  return {
    id: toTypeId(ID_PREFIXES.event, event.id),
    sourceId: toTypeId(ID_PREFIXES.source, event.sourceId),
    type: event.type,
    externalId: event.externalId,
    occurredAt: event.occurredAt?.toISOString() ?? null,
    receivedAt: event.receivedAt.toISOString(),
    method: event.method,
    path: event.path,
    query: event.query,
    headers: presentHeaders(event.headers),
    contentType: event.expungedAt ? null : firstHeader(event.headers, 'content-type'),
    bodyBytes: event.bodyBytes,
    bodySha256: event.bodySha256,
    faults: event.faults,
    deliveries: counts,
    expungedAt: event.expungedAt?.toISOString() ?? null,
    filtered: event.filtered.map(({ subscriptionId, clause }) => ({
      subscriptionId: toTypeId(ID_PREFIXES.subscription, subscriptionId),
      clause,
    })),
    searchKeys: event.searchKeys,
  };
}

export function presentEvent(event: EventRecord, counts: DeliveryCounts | undefined, body: Buffer): EventView {
  return { ...presentEventItem(event, counts), body: event.expungedAt ? null : presentBody(body) };
}
