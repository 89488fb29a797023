import { type Attempt, until, withEndpoint } from './attempt.js';
import type { Endpoint } from './http-endpoint.js';
import type { ConformanceCheck, ConformanceSubject } from './plugin-fixtures.js';

const SETTLE_MS = 1_000;
const SHARED = { Object, Array, String, Number, Promise, Function, Error, Map, Set, RegExp, Date, JSON, Math, Buffer } as const;

/** All plugins of a process share its globals. */
export const globalsCheck: ConformanceCheck = {
  name: 'writes to no global, environment variable or prototype',
  run: (subject) =>
    withEndpoint(subject, async (endpoint, attempt) => {
      const before = snapshot();
      await run(subject, endpoint, attempt);
      const after = snapshot();
      return [...after]
        .flatMap(([name, value]) => (Object.is(before.get(name), value) ? [] : [`It changed ${name}`]))
        .concat([...before.keys()].filter((name) => !after.has(name)).map((name) => `It removed ${name}`));
    }),
};

async function run({ fixtures }: ConformanceSubject, endpoint: Endpoint, attempt: Attempt): Promise<void> {
  await attempt();
  endpoint.behave({ status: 500 });
  await attempt();
  endpoint.behave(fixtures.goodAnswer ?? {});
}

function snapshot(): ReadonlyMap<string, unknown> {
  const seen = new Map<string, unknown>();
  const look = (name: string, target: object) => {
    for (const key of Reflect.ownKeys(target)) {
      const { value, get }: PropertyDescriptor = Reflect.getOwnPropertyDescriptor(target, key) ?? {};
      seen.set(`${name}.${String(key)}`, get ?? value);
    }
  };
  look('globalThis', globalThis);
  for (const [name, value] of Object.entries(process.env)) seen.set(`process.env.${name}`, value);
  for (const [name, shared] of Object.entries(SHARED)) {
    look(name, shared);
    if ('prototype' in shared) look(`${name}.prototype`, Object(shared.prototype) as object);
  }
  return seen;
}

/** A socket that stays open is one that the relay does not know of. */
export const socketsCheck: ConformanceCheck = {
  name: 'leaves no socket open',
  run: (subject) =>
    withEndpoint(subject, async (endpoint, attempt) => {
      const before = resources();
      await run(subject, endpoint, attempt);
      const left = () => [...resources()].filter(([kind, count]) => count > (before.get(kind) ?? 0)).map(([kind]) => kind);
      // The suite's own server and its waiting come and go meanwhile.
      await until(() => endpoint.open() === 0 && left().length === 0, SETTLE_MS);
      return [
        ...(endpoint.open() > 0 ? [`${endpoint.open()} connections to the server stay open`] : []),
        ...(left().length > 0 ? [`It leaves behind: ${left().join(', ')}`] : []),
      ];
    }),
};

/** Those that hold a process up. */
function resources(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) {
    if (/TCP|TLS|UDP|Pipe/.test(kind) && !/Server/.test(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** The relay gives custom plugins a copy, and still: what was received is what was received. */
export const eventCheck: ConformanceCheck = {
  name: 'changes nothing of the event',
  run: (subject) =>
    withEndpoint(subject, async (_endpoint, attempt) => {
      const body = Buffer.from('{"event":"payment.success","order":{"id":7}}');
      const kept = Buffer.from(body);
      const { thrown } = await attempt({ event: { body }, ownBytes: true });
      if (!body.equals(kept)) return ['It changes event.body in place'];
      // The event is frozen, so writing to it throws.
      return thrown instanceof TypeError && /read.only|not extensible|frozen/i.test(thrown.message)
        ? [`It writes to what it is handed: ${thrown.message}`]
        : [];
    }),
};
