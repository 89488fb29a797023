import { firstHeader } from '@posthorn/contracts';
import { TransformSandbox } from '@posthorn/routing';
import { blocks, section } from './readme-document.js';

const ID = '019b4132-70aa-764f-b315-e2803d880000';

it('the transform of the README makes what it promises', async () => {
  const [example] = blocks(section('Transforms'));
  const result = await new TransformSandbox().run({
    code: example?.text ?? '',
    event: {
      ...{ id: ID, projectId: ID, sourceId: ID, type: 'order.paid', externalId: null, receivedAtMs: 0, occurredAtMs: null },
      ...{ method: 'POST', path: '', query: '', faults: [], headers: ['X-Internal-Note', 'psst', 'X-Other', 'stays'] },
      body: Buffer.from('{"order":{"id":"o-7","total":12.5,"currency":"EUR"}}'),
    },
    source: { id: ID, slug: 'shop' },
  });
  if (!result.ok) throw new Error(result.fault.message);
  expect([result.body.toString(), result.contentType, result.logs]).toEqual([
    '{"text":"Order o-7: 12.50 EUR"}',
    'application/json',
    ['order o-7'],
  ]);
  const headers = ['x-order', 'x-internal-note', 'x-other'].map((name) => firstHeader(result.headers, name));
  expect(headers).toEqual(['o-7', null, 'stays']);
});
