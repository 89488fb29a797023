import { z } from 'zod';
import { classifyResponse } from '../../classify.js';
import type { DeliveryContext } from '../../context.js';
import { type AnyPlugin, definePlugin, type PluginDefinition } from '../../plugin.js';
import { delivered, failed, type PluginResult, retry } from '../../result.js';
import { cancellationCheck } from './cancellation.check.js';
import { classificationCheck } from './classification.check.js';
import { bodiesCheck, concurrencyCheck, oneIdCheck } from './delivery.checks.js';
import { CONFORMANCE_CHECKS } from './describe-plugin.js';
import { eventCheck, globalsCheck, socketsCheck } from './manners.checks.js';
import type { ConformanceCheck, PluginFixtures } from './plugin-fixtures.js';
import { schemasCheck } from './schemas.check.js';
import { secretsCheck } from './secrets.check.js';

const configSchema = z.strictObject({ url: z.url().meta({ title: 'URL' }) });
const secretsSchema = z.strictObject({ key: z.string().min(8).meta({ title: 'Key' }) });
type Definition = PluginDefinition<typeof configSchema, typeof secretsSchema>;
type Context = DeliveryContext<z.output<typeof configSchema>, z.output<typeof secretsSchema>>;

const send = ({ config, secrets, event, delivery, fetch }: Context) =>
  fetch({
    method: 'POST',
    url: config.url,
    headers: [
      ['x-key', secrets.key],
      ['x-delivery', delivery.id],
    ],
    body: event.body,
  });

const GOOD: Definition = {
  type: 'good',
  title: 'Good',
  configSchema,
  secretsSchema,
  capabilities: { forwardsBody: true },
  deliver: async (context) => classifyResponse(await send(context), context.clock),
};

const FIXTURES: PluginFixtures = {
  config: (url) => ({ url }),
  secrets: () => ({ key: 'planted-key-0815' }),
  invalid: [{ config: { url: 'nowhere' }, field: 'config.url' }],
  mark: ({ headers }) => headers['x-delivery'],
};

const bad = (deliver: (context: Context) => Promise<PluginResult>) => definePlugin({ ...GOOD, deliver });
const after = (first: (context: Context) => unknown) => bad(async (context) => (await first(context), GOOD.deliver(context)));

const rest: { last?: Context; seen: number } = { seen: 0 };
const cleaners: (() => void)[] = [];
afterEach(() => {
  for (const clean of cleaners.splice(0)) clean();
});

it.each(CONFORMANCE_CHECKS.map((check) => [check.name, check] as const))('a good plugin %s', async (_name, check) => {
  expect(await check.run({ plugin: definePlugin(GOOD), fixtures: FIXTURES })).toEqual([]);
});

const BAD: readonly (readonly [string, ConformanceCheck, AnyPlugin, RegExp])[] = [
  ['lets unknown fields through', schemasCheck, definePlugin({ ...GOOD, configSchema: z.object(configSchema.shape) }), /unknown field/i],
  [
    'has a field without a title',
    schemasCheck,
    definePlugin({ ...GOOD, configSchema: z.strictObject({ url: z.url() }) }),
    /url has no title/,
  ],
  [
    'accepts what is wrong',
    schemasCheck,
    definePlugin({ ...GOOD, configSchema: z.strictObject({ url: z.string().meta({ title: 'URL' }) }) }),
    /wrong at config\.url is accepted/,
  ],
  [
    'makes something else of what it made',
    schemasCheck,
    definePlugin({
      ...GOOD,
      configSchema: z.strictObject({
        url: z
          .url()
          .transform((url) => `${url}/`)
          .meta({ title: 'URL' }),
      }),
    }),
    /not what it makes of it again/,
  ],
  ['tells its secret as a reason', secretsCheck, bad(({ secrets }) => Promise.resolve(failed(secrets.key))), /key is in what deliver says/],
  ['throws its secret', secretsCheck, bad(({ secrets }) => Promise.reject(new Error(secrets.key))), /key is in what deliver says/],
  ['logs its secret', secretsCheck, after(({ log, secrets }) => log.info('sending', { with: secrets })), /key is in its log/],
  [
    'puts its secret down in base64',
    secretsCheck,
    bad(({ secrets }) => Promise.resolve(failed('no', { detail: Buffer.from(secrets.key).toString('base64') }))),
    /key is in what deliver says/,
  ],
  [
    'does not pass its signal on',
    cancellationCheck,
    bad(async (context) => delivered(await context.fetch({ url: context.config.url, signal: new AbortController().signal }))),
    /sent all the same|runs on|ms to end/,
  ],
  [
    'takes all for delivered',
    classificationCheck,
    bad(async (context) => delivered(await send(context))),
    /situation 500 it says delivered/,
  ],
  [
    'gives up at once',
    classificationCheck,
    bad((context) =>
      send(context).then(
        () => delivered(),
        () => failed('no'),
      ),
    ),
    /situation refused it says failed/,
  ],
  [
    'does not read Retry-After',
    classificationCheck,
    bad(async (context) => {
      const response = await send(context);
      return response.status < 300 ? delivered(response) : retry('again', { failure: { status: response.status } });
    }),
    /Retry-After: 120 is not honoured/,
  ],
  [
    'breaks on an answer that is no JSON',
    classificationCheck,
    bad(async (context) => (JSON.parse((await send(context)).body.toString()) ? delivered() : failed('no'))),
    /all is well it says an error of its own, SyntaxError/,
  ],
  [
    'marks each attempt anew',
    oneIdCheck,
    bad(async ({ config, delivery, fetch }) =>
      delivered(await fetch({ url: config.url, headers: [['x-delivery', `${delivery.id}-${delivery.attempt}`]] })),
    ),
    /mark changes/,
  ],
  ['has no mark', oneIdCheck, bad(async ({ config, fetch }) => delivered(await fetch({ url: config.url }))), /no mark/],
  ['needs JSON', bodiesCheck, after(({ event }) => JSON.parse(event.body.toString()) as unknown), /random bytes it says an error/],
  [
    'sends text where it was bytes',
    bodiesCheck,
    bad(async (context) =>
      delivered(await context.fetch({ method: 'POST', url: context.config.url, body: context.event.body.toString() })),
    ),
    /random bytes arrives changed/,
  ],
  [
    'remembers the last context for all',
    concurrencyCheck,
    bad(async (context) => {
      rest.last = context;
      await Promise.resolve();
      return GOOD.deliver(rest.last);
    }),
    /at once have 1 marks/,
  ],
  [
    'writes a global',
    globalsCheck,
    after(() => {
      Object.assign(globalThis, { lastDelivery: {} });
      cleaners.push(() => Reflect.deleteProperty(globalThis, 'lastDelivery'));
    }),
    /globalThis\.lastDelivery/,
  ],
  [
    'writes an environment variable',
    globalsCheck,
    after(() => {
      process.env.LAST_DELIVERY = String(rest.seen++);
      cleaners.push(() => Reflect.deleteProperty(process.env, 'LAST_DELIVERY'));
    }),
    /process\.env\.LAST_DELIVERY/,
  ],
  [
    'extends a prototype',
    globalsCheck,
    after(() => {
      Object.defineProperty(Array.prototype, 'lastOne', { value: () => undefined, configurable: true });
      cleaners.push(() => Reflect.deleteProperty(Array.prototype, 'lastOne'));
    }),
    /Array\.prototype\.lastOne/,
  ],
  ['leaves a socket open', socketsCheck, after(({ config }) => openSocket(config.url)), /connections to the server stay open/],
  ['changes the body in place', eventCheck, after(({ event }) => event.body.fill(0)), /changes event\.body in place/],
  ['writes to the event', eventCheck, after(({ event }) => Object.assign(event, { type: 'mine' })), /writes to what it is handed/],
];

it.each(BAD)('a plugin that %s fails it', async (_name, check, plugin, finding) => {
  const findings = await check.run({ plugin, fixtures: FIXTURES });
  expect(findings.join('\n')).toMatch(finding);
});

it('each check has a bad plugin that fails it', () => {
  expect(new Set(BAD.map(([, check]) => check))).toEqual(new Set(CONFORMANCE_CHECKS));
});

async function openSocket(url: string): Promise<void> {
  const { connect } = await import('node:net');
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.on('connect', resolve));
  cleaners.push(() => socket.destroy());
}
