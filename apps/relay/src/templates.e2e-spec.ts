import { RecordingServer } from './testing/recording-server.js';
import { TestRelay, type Json } from './testing/test-relay.js';
import { waitUntil } from './testing/wait-until.js';

describe('a destination with a template', () => {
  let relay: TestRelay;
  let receiver: RecordingServer;
  let source: Json;

  beforeAll(async () => {
    relay = await TestRelay.start();
    receiver = await RecordingServer.start();
    source = (await relay.connect('templates', receiver.url)).source;
  });
  afterAll(async () => {
    await receiver.close();
    await relay.stop();
  });

  const secrets = () => ({ webhookUrl: `${receiver.url}/services/T0/B0/planted-path` });
  const slack = (template: string) =>
    relay.create('destinations', { name: 'Slack', plugin: 'slack', config: { template }, secrets: secrets() });
  const preview = (destination: Json, body: object) => relay.api('post', `destinations/${destination.id}/preview`).send(body);
  const send = async () => (await relay.send('templates')).headers['posthorn-event-id'] as string;

  it('shows what it would be sent for a stored event, and in what it errs where it cannot be rendered', async () => {
    const eventId = await send();
    const destination = await slack('*{{ event.type }}*');
    const { body: shown } = await preview(destination, { eventId });
    expect((shown as Json)['parts']).toEqual([
      {
        name: 'payload',
        contentType: 'application/json',
        encoding: 'utf8',
        truncated: false,
        data: expect.stringContaining('payment.success') as string,
      },
    ]);
    const before = receiver.arrivals.length;
    const config = { template: 'one\ntwo {{ event.body | sort: "x" | json | append: event.body.list[99] | divided_by: 0 | nonsense }}' };
    const { status, body } = await preview(destination, { eventId, config });
    expect([status, body]).toEqual([
      422,
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'config.template', line: 2, column: 5 })] }),
    ]);
    const late = await preview(destination, { eventId, config: { template: '{% for i in (1..99999999) %}x{% endfor %}' } });
    expect(late.body).toMatchObject({ errors: [{ field: 'config.template', code: 'template-failed', line: 1, column: 1 }] });
    expect(receiver.arrivals.length).toBe(before);
  });

  it('that renders for ever is a failed attempt that can be seen, never a lost event', async () => {
    const loop = '{% for i in (1..99999) %}{% for j in (1..99999) %}{% assign x = i %}{% endfor %}{% endfor %}';
    const destination = await slack(loop);
    await relay.create('subscriptions', { name: 'Slack', sourceId: source.id, destinationId: destination.id });
    const eventId = await send();
    const delivery = await waitUntil('the failed delivery', async () => {
      const failed = await relay.list(`deliveries?eventId=${eventId}&status=failed`);
      return failed[0];
    });
    expect(delivery).toMatchObject({ reason: 'template-failed', destinationId: destination.id });
    const [attempt] = await relay.list(`deliveries/${delivery.id}/attempts`);
    expect(attempt).toMatchObject({
      outcome: 'failed',
      reason: 'template-failed',
      error: expect.stringMatching(/^config\.template, line 1, column \d+: .*limit/) as string,
    });
  });
});
