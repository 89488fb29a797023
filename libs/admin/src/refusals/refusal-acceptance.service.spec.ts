import { jest } from '@jest/globals';
import type { RefusalAcceptance, RefusalInbox, Uuid } from '@posthorn/contracts';
import { fromTypeId, toTypeId } from '@posthorn/contracts';
import { IdGenerator, type RefusalReader } from '@posthorn/store';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.js';
import type { EventsService } from '../events/events.service.js';
import { RefusalAcceptanceService } from './refusal-acceptance.service.js';

const ids = new IdGenerator();
const [PROJECT, EVENT] = [ids.id(), ids.eventId()] as const;

function serviceWith(answers: readonly RefusalAcceptance[]): {
  readonly service: RefusalAcceptanceService;
  readonly changes: AuditedChange[];
  readonly asked: Uuid[];
} {
  const changes: AuditedChange[] = [];
  const asked: Uuid[] = [];
  const inbox: RefusalInbox = {
    diagnose: () => Promise.resolve([]),
    accept: (_project, id) => {
      asked.push(id);
      return Promise.resolve(answers[asked.length - 1] ?? { outcome: 'not-found' });
    },
  };
  const trail = { record: (change: AuditedChange) => Promise.resolve(void changes.push(change)) } as unknown as AuditTrail;
  const events = { get: (_project: Uuid, id: Uuid) => Promise.resolve({ id }) } as unknown as EventsService;
  return { service: new RefusalAcceptanceService(inbox, {} as RefusalReader, events, trail), changes, asked };
}

describe('accepting refusals', () => {
  const accepted: RefusalAcceptance = { outcome: 'accepted', eventId: EVENT };

  it('leaves an entry that says what and which event, and whether by force; none where nothing was accepted', async () => {
    const [first, second, third] = [ids.id(), ids.id(), ids.id()];
    const { service, changes } = serviceWith([accepted, accepted, { outcome: 'before', eventId: EVENT }]);
    await service.accept(PROJECT, first, {});
    await service.accept(PROJECT, second, { force: true });
    await service.accept(PROJECT, third, { force: true });
    const of = (action: string, id: Uuid) => ({
      ...{ action, projectId: PROJECT, resourceType: 'refusal', resourceId: toTypeId('rfs', id) },
      after: { eventId: toTypeId('evt', EVENT) },
    });
    expect(changes).toEqual([of('refusal.accepted', first), of('refusal.accepted-by-force', second)]);
  });

  it('lets none that cannot be judged now, which anybody can send, stand in the way of the others', async () => {
    const many = [ids.id(), ids.id(), ids.id()].map((id) => toTypeId('rfs', id));
    const { service } = serviceWith([accepted, { outcome: 'unavailable', detail: 'The key could not be fetched.' }, accepted]);
    const { data } = await service.acceptMany(PROJECT, { ids: many });
    expect(data.map(({ outcome }) => outcome)).toEqual(['accepted', 'unavailable', 'accepted']);
  });

  it('tries no more of many once too long was waited in vain, and says so of each', async () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 6_000));
    const many = [ids.id(), ids.id(), ids.id(), ids.id()].map((id) => toTypeId('rfs', id));
    const { service, asked } = serviceWith([accepted, { outcome: 'unavailable', detail: 'away' }, accepted]);
    const { data } = await service.acceptMany(PROJECT, { ids: many });
    expect(data.map(({ id, outcome }) => [id, outcome])).toEqual(many.map((id, at) => [id, at === 0 ? 'accepted' : 'unavailable']));
    expect(asked).toEqual(many.slice(0, 2).map((id) => fromTypeId('rfs', id)));
    jest.restoreAllMocks();
  });

  it.each<[RefusalAcceptance, number]>([
    [{ outcome: 'not-found' }, 404],
    [{ outcome: 'unavailable', detail: 'away' }, 503],
    [{ outcome: 'refused', reason: 'handshake', detail: 'a question' }, 409],
  ])('answers %j with a problem', async (answer, status) => {
    await expect(serviceWith([answer]).service.accept(PROJECT, ids.id(), {})).rejects.toMatchObject({ status });
  });
});
