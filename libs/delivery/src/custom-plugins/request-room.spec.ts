import { RequestRoom } from './request-room.js';

const MIB = 1024 * 1024;

it('lets sixteen requests of an attempt out, and one more for each that has ended', () => {
  const room = new RequestRoom();
  const begun: number[] = [];
  const leave = Array.from({ length: 20 }, (_, i) => room.enter({ url: 'https://a.example/' }, () => begun.push(i)));
  expect(begun).toHaveLength(16);
  leave[3]?.();
  expect(begun).toEqual(Array.from({ length: 17 }, (_, i) => i));
});

it('lets no more out than the relay has memory for; one alone may be of any size', () => {
  const room = new RequestRoom();
  const begun: string[] = [];
  const leave = room.enter({ body: Buffer.alloc(40 * MIB) }, () => begun.push('large'));
  room.enter({ text: 'x'.repeat(20 * MIB) }, () => begun.push('a text'));
  room.enter({ attachments: [{ content: Buffer.alloc(10 * MIB) }] }, () => begun.push('a file'));
  room.enter({ body: 'x'.repeat(5 * MIB) }, () => begun.push('too much'));
  expect(begun).toEqual(['large']);
  leave();
  expect(begun).toEqual(['large', 'a text', 'a file']);
});
