import { Module } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import {
  OutboundError,
  type DeliverySignals,
  type DestinationPreviewer,
  type DestinationTester,
  type GuardedMail,
  type OutboundMail,
  type RefusalInbox,
  type TransformLab,
  type UnavailablePlugin,
  type Uuid,
} from '@posthorn/contracts';
import { createAddressGuard, createGuardedFetch, effectivePort, type ClosableGuardedFetch } from '@posthorn/outbound';
import {
  createLogger,
  createValidationPipe,
  loadConfig,
  newRequestId,
  PlatformModule,
  ProblemFilter,
  sendFrameworkError,
  SecretsBox,
} from '@posthorn/platform';
import { definePlugin, type AnyPlugin } from '@posthorn/plugin-sdk';
import { TransformSandbox } from '@posthorn/routing';
import {
  ConfigurationCache,
  IdGenerator,
  KeyRing,
  KeyRotation,
  Notifications,
  ProcessEpoch,
  RefusalReader,
  type Database,
} from '@posthorn/store';
import { openTestDatabase } from '@posthorn/store/testing';
import request from 'supertest';
import { z } from 'zod';
import { AdminModule } from '../admin.module.js';
import {
  ADDRESS_GUARD,
  MAIL_ADDRESS_GUARD,
  ADMIN_URL,
  DATABASE,
  DELIVERY_SIGNALS,
  DESTINATION_PREVIEWER,
  DESTINATION_TESTER,
  OUTBOUND_MAIL,
  OWN_FETCH,
  PLUGINS,
  PROVIDER_FETCH,
  PUBLIC_URL,
  REFUSAL_INBOX,
  TRANSFORM_LAB,
  UNAVAILABLE_PLUGINS,
  VERIFIER_ENVIRONMENT,
} from '../admin.tokens.js';
import { Bootstrap } from '../auth/bootstrap.js';
import { createOpenApiDocument, setUpDocs } from '../docs/set-up-docs.js';
import { AnswerChecker } from './answer-checker.js';

export const PASSWORD = 'correct horse battery';
export const EMAIL = 'admin@localhost';

/** A clock that a test moves. */
export class TestClock {
  private aheadMs = 0;

  now(): number {
    return Date.now() + this.aheadMs;
  }

  advance(ms: number): void {
    this.aheadMs += ms;
  }
}

/** Remembers what the admin API told the deliveries. */
export class SignalRecorder implements DeliverySignals {
  readonly ended: Uuid[] = [];
  readonly dueFor: (Uuid | undefined)[] = [];

  cancelled(ids: readonly Uuid[]): void {
    this.ended.push(...ids);
  }

  due(destinationId?: Uuid): void {
    this.dueFor.push(destinationId);
  }
}

let made = 0;

/** Shaped like the plugin `http`. */
const hookPlugin = definePlugin({
  type: 'hook',
  title: 'Hook',
  configSchema: z.strictObject({ url: z.string(), headers: z.record(z.string(), z.string()).optional(), token: z.boolean().optional() }),
  secretsSchema: z.strictObject({ signingSecret: z.string().startsWith('whsec_').optional(), authToken: z.string().min(3).optional() }),
  capabilities: { forwardsBody: true },
  generateSecrets: () => ({ signingSecret: `whsec_generated${made++}` }),
  outboundUrls: ({ url }) => [{ field: 'config.url', url }],
  validate: ({ token }, names) =>
    token && !names.includes('authToken') ? [{ field: 'secrets.authToken', code: 'required', message: 'It is needed.' }] : [],
  deliver: () => Promise.reject(new Error('the admin API delivers nothing')),
});

const tester: DestinationTester = {
  test: () =>
    Promise.resolve({
      id: '019b4132-70aa-764f-b315-e2803d882a24',
      startedAtMs: 0,
      durationMs: 7,
      outcome: 'delivered',
      reason: null,
      exchange: { request: null, response: null, error: null },
    }),
};

/** Shows the event's body, unless the configuration has a header `broken`. */
const previewer: DestinationPreviewer = {
  preview: (_destinationId, { type, body }, config) => {
    if (JSON.stringify(config).includes('"broken"')) {
      const fault = { field: 'config.headers', code: 'template-failed', message: 'Line 2, column 3: odd', line: 2, column: 3 };
      return Promise.resolve({ ok: false, faults: [fault] });
    }
    const part = { name: type, contentType: 'text/plain', encoding: 'utf8', data: body.toString(), truncated: false } as const;
    return Promise.resolve({ ok: true, parts: [part] });
  },
};

/** The real engine, in this thread. */
const sandbox = new TransformSandbox();
const lab: TransformLab = { check: (_projectId, code) => sandbox.check(code), run: (job) => sandbox.run(job) };

/** Lets nothing through, but knows whose refusals are whose. */
const inboxOf = ({ pool }: Database): RefusalInbox => ({
  diagnose: () => Promise.resolve([{ code: 'accepted-now', message: 'It would be accepted.' }]),
  accept: async (projectId, id) => {
    if (!(await new RefusalReader(pool).find(projectId, id))) return { outcome: 'not-found' };
    return { outcome: 'refused', reason: 'signature-mismatch', detail: 'It does not match.' };
  },
});

export interface TestAdmin {
  readonly app: NestFastifyApplication;
  readonly database: Database;
  readonly clock: TestClock;
  readonly signals: SignalRecorder;
  readonly epoch: ProcessEpoch;
  readonly configuration: ConfigurationCache;
  /** What was mailed. */
  readonly mails: OutboundMail[];
  /** Every answer's body so far, to look for what must not be in it. */
  readonly answers: string[];
  /** Below `/api/v1`, with an access token unless told otherwise. Throws where the answer is not what the OpenAPI document says. */
  send(
    method: 'get' | 'post' | 'patch' | 'delete',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<request.Response>;
  /** Below `/api/v1/projects/default`. */
  call(
    method: 'get' | 'post' | 'patch' | 'delete',
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<request.Response>;
  /** Anew, as after its access token has expired. */
  signIn(): Promise<void>;
  close(): Promise<void>;
}

/** One that the installation names and could not load. */
export const UNAVAILABLE: readonly UnavailablePlugin[] = [{ type: 'broken', title: 'broken', reason: 'It threw TypeError.' }];

/** The admin API on a database of its own, with everything real but the plugin, the tester and the listener of signals. */
export async function startTestAdmin(env: NodeJS.ProcessEnv = {}): Promise<TestAdmin> {
  const database = await openTestDatabase();
  const clock = new TestClock();
  const secretsBox = new SecretsBox([{ id: 'k1', key: Buffer.alloc(32, 7) }]);
  const configuration = new ConfigurationCache(
    database.dataSource,
    new Notifications({ url: database.url, onError: () => undefined }),
    (box, context) => secretsBox.decrypt(box, context),
    () => undefined,
  );
  const epoch = new ProcessEpoch({ url: database.url, clock, onError: () => undefined });
  await epoch.begin();
  await new KeyRing({ pool: database.pool, epoch, box: secretsBox, generated: null }).begin();
  const signals = new SignalRecorder();
  const mails: OutboundMail[] = [];
  const app = await createApp({ database, configuration, signals, clock, secretsBox, ids: epoch.ids, mails, env });
  const answers: string[] = [];
  const server = app.getHttpServer();
  const checker = new AnswerChecker(createOpenApiDocument(app));
  const plain: TestAdmin['send'] = async (method, path, body, headers = {}) => {
    const sent = request(server)[method](`/api/v1/${path}`).set(headers);
    const answer = await (body === undefined ? sent : sent.send(body as object));
    answers.push(String(answer.text));
    checker.check(method, `/api/v1/${path}`, answer);
    return answer;
  };
  let authorization = '';
  const signIn = async (): Promise<void> => {
    const { body: tokens } = await plain('post', 'auth/tokens', { email: EMAIL, password: PASSWORD });
    authorization = `Bearer ${(tokens as { accessToken: string }).accessToken}`;
  };
  await signIn();
  const send: TestAdmin['send'] = (method, path, body, headers = {}) => plain(method, path, body, { authorization, ...headers });
  return {
    ...{ app, database, clock, signals, epoch, configuration, mails, answers, send, signIn },
    call: (method, path, body, headers) => send(method, `projects/default/${path}`, body, headers),
    close: async () => {
      await app.close();
      await epoch.end();
      await database.close();
    },
  };
}

/** Takes every mail but those for an address that begins with `bounce`. */
const mailbox =
  (mails: OutboundMail[]): GuardedMail =>
  (mail) => {
    if (mail.to.some((to) => to.startsWith('bounce'))) return Promise.reject(new Error('550 no such mailbox'));
    mails.push(mail);
    return Promise.resolve({ response: '250 OK', accepted: mail.to, rejected: [] });
  };

interface Parts {
  readonly database: Database;
  readonly configuration: ConfigurationCache;
  readonly signals: SignalRecorder;
  readonly clock: TestClock;
  readonly secretsBox: SecretsBox;
  readonly ids: IdGenerator;
  readonly mails: OutboundMail[];
  readonly env: NodeJS.ProcessEnv;
}

/** As the relay makes it: the issuer may be on this machine, and nothing else may. */
function fetchOfProvider(issuer: string | undefined): ClosableGuardedFetch {
  const url = issuer === undefined ? null : new URL(issuer);
  const allowedHosts = url ? [{ host: url.hostname, port: effectivePort(url) }] : [];
  return createGuardedFetch({ guard: createAddressGuard({ allowedNetworks: [], allowedHosts }) });
}

async function createApp({ database, configuration, signals, clock, secretsBox, ids, mails, env }: Parts): Promise<NestFastifyApplication> {
  const config = loadConfig({ POSTHORN_ADMIN_PASSWORD: PASSWORD, POSTHORN_LOG_LEVEL: 'silent', ...env });
  const providerFetch = fetchOfProvider(config.oidc?.issuer);
  const bindings = [
    { provide: DATABASE, useValue: database },
    { provide: ConfigurationCache, useValue: configuration },
    { provide: IdGenerator, useValue: ids },
    { provide: KeyRotation, useValue: new KeyRotation({ pool: database.pool, box: secretsBox, generated: null }) },
    { provide: PLUGINS, useValue: new Map<string, AnyPlugin>([[hookPlugin.type, hookPlugin]]) },
    { provide: UNAVAILABLE_PLUGINS, useValue: UNAVAILABLE },
    { provide: DELIVERY_SIGNALS, useValue: signals },
    { provide: DESTINATION_PREVIEWER, useValue: previewer },
    { provide: DESTINATION_TESTER, useValue: tester },
    { provide: REFUSAL_INBOX, useValue: inboxOf(database) },
    { provide: TRANSFORM_LAB, useValue: lab },
    { provide: OUTBOUND_MAIL, useValue: mailbox(mails) },
    { provide: ADDRESS_GUARD, useValue: createAddressGuard({ allowedNetworks: [] }) },
    { provide: MAIL_ADDRESS_GUARD, useValue: createAddressGuard({ allowedNetworks: [] }) },
    { provide: VERIFIER_ENVIRONMENT, useValue: { clock, fetch: () => Promise.reject(new Error('no network here')) } },
    { provide: OWN_FETCH, useValue: () => Promise.reject(new OutboundError('network', 'no network here')) },
    { provide: PUBLIC_URL, useValue: () => 'https://hooks.example.com' },
    { provide: PROVIDER_FETCH, useValue: providerFetch },
    { provide: ADMIN_URL, useValue: () => 'https://posthorn.example.com' },
  ];
  @Module({})
  class Bindings {}
  const logger = createLogger('silent');
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot({ config, logger, secretsBox, clock }),
      { module: Bindings, global: true, providers: bindings, exports: bindings },
      AdminModule,
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ genReqId: newRequestId, frameworkErrors: sendFrameworkError }),
    { logger: false },
  );
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useGlobalPipes(createValidationPipe());
  setUpDocs(app);
  await app.init();
  await app.get(Bootstrap).ensureFirstOperator();
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
}
