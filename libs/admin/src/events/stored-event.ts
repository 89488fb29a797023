import type { StoredEvent, Uuid } from '@posthorn/contracts';
import { ProblemError } from '@posthorn/platform';
import type { EventReader } from '@posthorn/store';

/** An event with its body, as an attempt has it; `null` = the project has none of this id. Throws `gone` where it was expunged. */
export async function findStoredEvent(events: EventReader, projectId: Uuid, id: Uuid): Promise<StoredEvent | null> {
  const event = await events.find(projectId, id);
  const body = event && (await events.body(projectId, id));
  if (!event || !body) return null;
  if (event.expungedAt) throw new ProblemError('gone');
  const { occurredAt, receivedAt, ...rest } = event;
  return { ...rest, body, receivedAtMs: receivedAt.getTime(), occurredAtMs: occurredAt?.getTime() ?? null };
}
