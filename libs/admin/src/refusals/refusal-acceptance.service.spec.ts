import { jest } from '@jest/globals';
import type { RefusalAcceptance, RefusalInbox, Uuid } from '@posthorn/contracts';
import { fromTypeId, toTypeId } from '@posthorn/contracts';
import type { Logger } from '@posthorn/platform';
import { IdGenerator, type RefusalReader } from '@posthorn/store';
import type { EventsService } from '../events/events.service.js';
import { RefusalAcceptanceService } from './refusal-acceptance.service.js';

const ids = new IdGenerator();
const [PROJECT, OPERATOR, EVENT] = [ids.id(), ids.id(), ids.eventId()] as const;
const WHO = { projectId: PROJECT, by: toTypeId('opr', OPERATOR) };

interface Line {
  readonly fields: object;
  readonly message: string;
}

function serviceWith(answers: readonly RefusalAcceptance[]): {
  readonly service: RefusalAcceptanceService;
  readonly log: Line[];
  readonly asked: Uuid[];
} {
  const log: Line[] = [];
  const asked: Uuid[] = [];
  const inbox: RefusalInbox = {
    diagnose: () => Promise.resolve([]),
    accept: (_project, id) => {
      asked.push(id);
      return Promise.resolve(answers[asked.length - 1] ?? { outcome: 'not-found' });
    },
  };
  const logger = { info: (fields: object, message: string) => log.push({ fields, message }) } as unknown as Logger;
  const events = { get: (_project: Uuid, id: Uuid) => Promise.resolve({ id }) } as unknown as EventsService;
  return { service: new RefusalAcceptanceService(inbox, logger, {} as RefusalReader, events), log, asked };
}

describe('accepting refusals', () => {
  const accepted: RefusalAcceptance = { outcome: 'accepted', eventId: EVENT };

  it('by force leaves a line that says who, what and which event; without force none', async () => {
    const id = ids.id();
    const { service, log } = serviceWith([accepted, accepted]);
    await service.accept(WHO, id, {});
    expect(log).toEqual([]);
    await service.accept(WHO, id, { force: true });
    const fields = { refusalId: toTypeId('rfs', id), eventId: toTypeId('evt', EVENT), by: toTypeId('opr', OPERATOR) };
    expect(log).toEqual([{ fields, message: 'refusal accepted by force' }]);
  });

  it('lets none that cannot be judged now, which anybody can send, stand in the way of the others', async () => {
    const many = [ids.id(), ids.id(), ids.id()].map((id) => toTypeId('rfs', id));
    const { service } = serviceWith([accepted, { outcome: 'unavailable', detail: 'The key could not be fetched.' }, accepted]);
    const { data } = await service.acceptMany(WHO, { ids: many });
    expect(data.map(({ outcome }) => outcome)).toEqual(['accepted', 'unavailable', 'accepted']);
  });

  it('tries no more of many once too long was waited in vain, and says so of each', async () => {
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 6_000));
    const many = [ids.id(), ids.id(), ids.id(), ids.id()].map((id) => toTypeId('rfs', id));
    const { service, asked } = serviceWith([accepted, { outcome: 'unavailable', detail: 'away' }, accepted]);
    const { data } = await service.acceptMany(WHO, { ids: many });
    expect(data.map(({ id, outcome }) => [id, outcome])).toEqual(many.map((id, at) => [id, at === 0 ? 'accepted' : 'unavailable']));
    expect(asked).toEqual(many.slice(0, 2).map((id) => fromTypeId('rfs', id)));
    jest.restoreAllMocks();
  });

  it.each<[RefusalAcceptance, number]>([
    [{ outcome: 'not-found' }, 404],
    [{ outcome: 'unavailable', detail: 'away' }, 503],
    [{ outcome: 'refused', reason: 'handshake', detail: 'a question' }, 409],
  ])('answers %j with a problem', async (answer, status) => {
    await expect(serviceWith([answer]).service.accept(WHO, ids.id(), {})).rejects.toMatchObject({ status });
  });
});
