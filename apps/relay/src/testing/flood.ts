import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { fromTypeId, type Uuid } from '@posthorn/contracts';

/** What senders saw. */
export interface Flooded {
  /** How often each status came; 0 = the connection broke. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Of those that were answered 200. */
  readonly eventIds: readonly Uuid[];
  /** Of those that were answered 200, shortest first. */
  readonly acceptedMs: readonly number[];
  /** 503s without a `Retry-After`. */
  readonly rude: number;
}

/** A sender that was told to come again comes again after so long: far sooner than it was asked to. */
const AGAIN_MS = 300;

/** So many senders at once, each on a connection of its own, each sending again as soon as it has its answer. */
export async function flood(url: string, senders: number, going: () => boolean): Promise<Flooded> {
  const agent = new Agent({ keepAlive: true, maxSockets: senders });
  const statuses = new Map<number, number>();
  const eventIds: Uuid[] = [];
  const acceptedMs: number[] = [];
  let rude = 0;
  const send = async (): Promise<void> => {
    while (going()) {
      const started = performance.now();
      const { status, eventId, retryAfter } = await post(url, agent);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (status === 200) {
        acceptedMs.push(performance.now() - started);
        eventIds.push(fromTypeId('evt', eventId ?? '') ?? '');
      } else {
        if (status === 503 && retryAfter === undefined) rude++;
        await delay(AGAIN_MS);
      }
    }
  };
  await Promise.all(Array.from({ length: senders }, send));
  agent.destroy();
  return { statuses, eventIds, acceptedMs: acceptedMs.sort((a, b) => a - b), rude };
}

interface Answer {
  readonly status: number;
  readonly eventId: string | undefined;
  readonly retryAfter: string | undefined;
}

function post(url: string, agent: Agent): Promise<Answer> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      response.resume();
      response.once('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          eventId: response.headers['posthorn-event-id']?.toString(),
          retryAfter: response.headers['retry-after'],
        }),
      );
      response.once('error', broken);
    });
    const broken = (): void => resolve({ status: 0, eventId: undefined, retryAfter: undefined });
    sent.once('error', broken);
    sent.end('{"event":"flood"}');
  });
}

/** The value that so much of them (0 to 1) do not exceed. */
export function percentile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}
