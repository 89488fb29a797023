import { findScheme } from '@posthorn/verification';
import { presentSample } from './source-sample.presenter.js';

it('shows no secret that the provider puts into the body', async () => {
  const scheme = findScheme('microsoft-graph');
  const [id, atMs, secret] = ['1', 1_758_613_403_000, 'a "secret" of the subscription'];
  const { headers = [], body = '' } = scheme?.sample({ id, atMs }) ?? {};
  const input = { secret, method: 'POST', url: 'https://in.example/in/a', headers, body: Buffer.from(body), id, atMs };
  const signed = await scheme?.sign({}, input);
  if (!signed) throw new Error('it signs');
  const response = { status: 200, headers: [], body: Buffer.from('{}'), truncated: false };
  const shown = presentSample(signed, response, { headers: [], query: [] }, secret);
  expect(JSON.parse(shown.request.body)).toMatchObject({ value: [{ clientState: '[redacted]' }] });
  expect(JSON.stringify(shown)).not.toContain('of the subscription');
});
