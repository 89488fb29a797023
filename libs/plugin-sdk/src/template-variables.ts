import { joinedHeaders } from '@posthorn/contracts';
import type { DeliveryContext } from './context.js';

/** A body is text for reading here; the bytes themselves are not for templates. */
const MAX_TEXT_CHARS = 65_536;

export interface TemplateVariables {
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly externalId: string | null;
    readonly receivedAt: string;
    readonly occurredAt: string | null;
    /** The body as JSON; `null` if it is none. */
    readonly body: unknown;
    /** The body as UTF-8, cut off after 64 Ki characters. */
    readonly text: string;
    /** Names in lower case; values of one name joined by a comma. */
    readonly headers: Readonly<Record<string, string>>;
    /** Where an operator finds the event; `null` where the relay does not know. */
    readonly url: string | null;
  };
  readonly source: { readonly id: string; readonly slug: string };
  readonly delivery: { readonly id: string; readonly attempt: number };
  readonly destination: { readonly id: string; readonly name: string };
}

/** What every plugin's templates can say: one vocabulary for all. */
export function templateVariables({ event, delivery }: Pick<DeliveryContext<unknown, unknown>, 'event' | 'delivery'>): TemplateVariables {
  return {
    event: {
      id: event.id,
      type: event.type,
      externalId: event.externalId,
      receivedAt: event.receivedAt.toISOString(),
      occurredAt: event.occurredAt?.toISOString() ?? null,
      body: event.json() ?? null,
      text: event.body
        .subarray(0, MAX_TEXT_CHARS * 4)
        .toString('utf8')
        .slice(0, MAX_TEXT_CHARS),
      headers: Object.fromEntries(joinedHeaders(event.headers)),
      url: event.url,
    },
    source: { ...event.source },
    delivery: { id: delivery.id, attempt: delivery.attempt },
    destination: { id: delivery.destinationId, name: delivery.destinationName },
  };
}
