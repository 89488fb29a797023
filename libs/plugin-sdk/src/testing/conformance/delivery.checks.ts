import { randomBytes } from 'node:crypto';
import { withEndpoint, wordOf } from './attempt.js';
import type { ConformanceCheck, ConformanceSubject } from './plugin-fixtures.js';

const BIG_BYTES = 10 * 1024 * 1024;
const AT_ONCE = 50;
const idOf = (number: number) => `01kdy5c0r8e1rv7b6b4e8jz${String(number).padStart(3, '0')}`;

/** At least once means that a receiver may see a second copy: it needs something to tell it by. */
export const oneIdCheck: ConformanceCheck = {
  name: 'marks all attempts of a delivery alike, and no two deliveries',
  run: (subject) =>
    withEndpoint(subject, async ({ received }, attempt) => {
      for (const number of [1, 2, 3]) await attempt({ delivery: { attempt: number } });
      const other = { id: `dlv_${idOf(1)}`, webhookId: `evt_${idOf(2)}` };
      await attempt({ delivery: other, event: { id: other.webhookId } });
      const marks = received.map((message) => subject.fixtures.mark(message));
      const [first, second, third, fourth] = marks;
      if (marks.length !== 4) return [`Four attempts reached the server as ${marks.length} messages`];
      if (first === undefined || first === '') return ['There is no mark to tell a second copy by'];
      if (first !== second || first !== third) return [`The mark changes from attempt to attempt: ${marks.slice(0, 3).join(', ')}`];
      return first === fourth ? ['Another delivery has the same mark'] : [];
    }),
};

/** Bodies are whatever a sender sends. */
export const bodiesCheck: ConformanceCheck = {
  name: 'takes any body: big, binary, empty, of any script',
  run: (subject) =>
    withEndpoint(subject, async ({ received }, attempt) => {
      const findings: string[] = [];
      for (const [what, body, contentType] of [
        ['a body of 10 MiB', Buffer.alloc(BIG_BYTES, 'a'), 'text/plain'],
        ['10 MiB of JSON', Buffer.from(JSON.stringify({ list: Array(BIG_BYTES / 4).fill(1) })), 'application/json'],
        ['random bytes', randomBytes(4_096), 'application/octet-stream'],
        ['bytes that are no UTF-8', Buffer.from([0xff, 0xfe, 0, 0xc3, 0x28]), 'text/plain'],
        ['an empty body', Buffer.alloc(0), null],
        ['text of many scripts', Buffer.from('{"text":"\u{1f600} \u00e9\u4e2d\u6587 \u202e\u0000\ufffd \\ud800"}'), 'application/json'],
        ['JSON that is null', Buffer.from('null'), 'application/json'],
        ['broken JSON', Buffer.from('{"a":'), 'application/json'],
      ] as const) {
        received.length = 0;
        const observed = await attempt({ event: { body, contentType }, timeoutMs: 20_000 });
        if (observed.result?.outcome !== 'delivered') findings.push(`With ${what} it says ${wordOf(observed)}`);
        else if (forwards(subject) && received[0]?.body.equals(body) !== true) findings.push(`${what} arrives changed`);
      }
      return findings;
    }),
};

/** Many attempts run at once, and what one knows is no other's affair. */
export const concurrencyCheck: ConformanceCheck = {
  name: `does not mix up ${AT_ONCE} attempts at once`,
  run: (subject) =>
    withEndpoint(subject, async ({ received }, attempt) => {
      const numbers = Array.from({ length: AT_ONCE }, (_, i) => i);
      const attempts = await Promise.all(
        numbers.map((i) =>
          attempt({
            delivery: { id: `dlv_${idOf(i)}`, webhookId: `evt_${idOf(i)}` },
            event: { id: `evt_${idOf(i)}`, body: Buffer.from(`{"number":${i}}`) },
          }),
        ),
      );
      const lost = attempts.filter(({ result }) => result?.outcome !== 'delivered').map(wordOf);
      if (lost.length > 0) return [`${lost.length} of ${AT_ONCE} at once were not delivered: ${lost[0] ?? ''}`];
      const marks = new Set(received.map((message) => subject.fixtures.mark(message)));
      if (marks.size !== AT_ONCE) return [`${AT_ONCE} deliveries at once have ${marks.size} marks`];
      const whole = numbers.every((i) => received.some(({ body, headers }) => concerns(i, JSON.stringify(headers), body)));
      return forwards(subject) && !whole ? ['Deliveries at once have the bodies of others'] : [];
    }),
};

const forwards = ({ plugin, fixtures }: ConformanceSubject) => plugin.capabilities.forwardsBody === true && fixtures.forwardsBody !== false;

function concerns(number: number, headers: string, body: Buffer): boolean {
  return headers.includes(idOf(number)) && body.toString() === `{"number":${number}}`;
}
