import { PassThrough } from 'node:stream';
import { BadRequestException, Body, Controller, Get, NotFoundException, Param, Post, UnauthorizedException } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Type } from 'class-transformer';
import { IsIn, IsNotEmpty, IsOptional, IsString, ValidateNested } from 'class-validator';
import pg from 'pg';
import request from 'supertest';
import { loadConfig } from '../config/load-config.js';
import { ReadinessChecks } from '../health/readiness-checks.js';
import { createLogger } from '../logging/create-logger.js';
import { PlatformModule } from '../platform.module.js';
import { SecretsBox } from '../secrets-box/secrets-box.js';
import { sendFrameworkError } from './framework-errors.js';
import { ProblemError } from './problem.error.js';
import { ProblemFilter } from './problem.filter.js';
import { createValidationPipe } from './validation.pipe.js';

class Options {
  @IsString()
  issuer = '';
}

class Thing {
  @IsNotEmpty()
  @IsString()
  name = '';

  @IsOptional()
  @ValidateNested()
  @Type(() => Options)
  options?: Options;

  @IsOptional()
  @IsIn(['a', 'b'])
  kind?: string;
}

/** What a driver says when it says too much. */
function driverError(code: string, extra: object = {}): Error {
  return Object.assign(new pg.DatabaseError(`duplicate "s3cret"`, 1, 'error'), { severity: 'ERROR', code, detail: 's3cret', ...extra });
}

const THROWN: Readonly<Record<string, () => Error>> = {
  conflict: () => new ProblemError('conflict', { detail: 'The name is taken.' }),
  limited: () => new ProblemError('rate-limited', { headers: { 'retry-after': '7' } }),
  unauthenticated: () => new UnauthorizedException(),
  'missing-thing': () => new NotFoundException('s3cret'),
  bad: () => new BadRequestException('s3cret'),
  bug: () => new TypeError('s3cret is not a function'),
  unique: () => driverError('23505'),
  'shutting-down': () => driverError('57P01'),
  refused: () => Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  'wrapped-loss': () =>
    Object.assign(new Error('query failed'), { query: 's3cret', driverError: new Error('Connection terminated unexpectedly') }),
};

@Controller('things')
class ThingsController {
  @Post()
  create(@Body() thing: Thing): Thing {
    return thing;
  }

  @Get('throw/:name')
  fail(@Param('name') name: string): never {
    throw THROWN[name]?.() ?? new Error('unknown case');
  }
}

const log = new PassThrough();
let logged = '';
log.on('data', (chunk: Buffer) => (logged += chunk.toString()));

let app: NestFastifyApplication;

beforeAll(async () => {
  const platform = PlatformModule.forRoot({
    config: loadConfig({}),
    logger: createLogger('info', log),
    secretsBox: new SecretsBox([{ id: 'k1', key: Buffer.alloc(32) }]),
  });
  const moduleRef = await Test.createTestingModule({ imports: [platform], controllers: [ThingsController] }).compile();
  app = moduleRef.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ bodyLimit: 1_000, frameworkErrors: sendFrameworkError }),
    { logger: false },
  );
  app.useGlobalFilters(app.get(ProblemFilter));
  app.useGlobalPipes(createValidationPipe());
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
});
afterAll(() => app.close());
beforeEach(() => (logged = ''));

const server = () => request(app.getHttpServer());

describe('problems', () => {
  it.each<[name: string, status: number, code: string, headers?: Record<string, string>]>([
    ['conflict', 409, 'conflict'],
    ['limited', 429, 'rate-limited', { 'retry-after': '7' }],
    ['unauthenticated', 401, 'unauthenticated', { 'www-authenticate': 'Bearer' }],
    ['missing-thing', 404, 'not-found'],
    ['bad', 400, 'malformed'],
    ['bug', 500, 'internal'],
    ['unique', 500, 'internal'],
    ['shutting-down', 503, 'unavailable', { 'retry-after': '5' }],
    ['refused', 503, 'unavailable', { 'retry-after': '5' }],
    ['wrapped-loss', 503, 'unavailable', { 'retry-after': '5' }],
  ])('answer %s with %i %s', async (name, status, code, headers = {}) => {
    const answer = await server().get(`/things/throw/${name}?token=s3cret`);
    expect(answer.status).toBe(status);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ type: `https://posthorn.dev/problems/${code}`, status, code, instance: `/things/throw/${name}` });
    expect(answer.headers).toMatchObject(headers);
    expect(answer.text).not.toContain('s3cret');
  });

  it('log a fault of ours under the request id, without rows or queries', async () => {
    await server().get('/things/throw/unique');
    const line = JSON.parse(logged) as { requestId: string; msg: string; err: { message: string } };
    expect(line).toMatchObject({ msg: 'Request failed', method: 'GET', route: '/things/throw/:name' });
    expect(line.requestId).toMatch(/\S/);
    expect(line.err.message).toBe('database error, 23505');
    expect(logged).not.toContain('s3cret');
  });

  it.each<[string, () => request.Test, number, string]>([
    ['a path that is not there', () => server().get('/nothing'), 404, 'not-found'],
    ['a body that is not JSON', () => server().post('/things').type('json').send('{"a"'), 400, 'malformed'],
    ['an empty JSON body', () => server().post('/things').type('json').send(''), 400, 'malformed'],
    [
      'a body over the limit',
      () =>
        server()
          .post('/things')
          .send({ name: 'x'.repeat(2_000) }),
      413,
      'payload-too-large',
    ],
    ['a media type that nobody reads', () => server().post('/things').type('application/xml').send('<a/>'), 415, 'unsupported-media-type'],
    ['a broken escape in the path', () => server().get('/things/throw/%zz'), 400, 'malformed'],
  ])('answer %s', async (_case, send, status, code) => {
    const answer = await send();
    expect([answer.status, answer.type, (answer.body as { code: string }).code]).toEqual([status, 'application/problem+json', code]);
  });

  it.each([
    ['delete', '/things', 'POST'],
    ['post', '/things/throw/bug?x=1', 'GET, HEAD'],
  ] as const)('answer %s %s with the methods that exist', async (method, path, allow) => {
    const answer = await server()[method](path);
    expect([answer.status, answer.headers['allow']]).toEqual([405, allow]);
  });

  it('name every field at fault by its path', async () => {
    const answer = await server()
      .post('/things')
      .send({ options: { issuer: 7, extra: 1 }, kind: 'c', surprise: true });
    expect(answer.status).toBe(422);
    const { errors } = answer.body as { errors: { field: string; code: string }[] };
    expect(errors.map(({ field, code }) => [field, code]).sort()).toEqual([
      ['kind', 'invalid'],
      ['name', 'required'],
      ['options.extra', 'unknown-field'],
      ['options.issuer', 'invalid'],
      ['surprise', 'unknown-field'],
    ]);
  });

  it.each(['toString', 'constructor', 'hasOwnProperty', 'valueOf'])('do not take the field %s for a known one', async (name) => {
    const answer = await server()
      .post('/things')
      .send({ name: 'a', [name]: 1, options: { issuer: 'b', [name]: 'c' } });
    expect(answer.status).toBe(422);
    const { errors } = answer.body as { errors: { field: string; code: string }[] };
    expect(errors.map(({ field, code }) => [field, code])).toEqual([
      [name, 'unknown-field'],
      [`options.${name}`, 'unknown-field'],
    ]);
  });
});

describe('for machines', () => {
  it('/healthz says that the process lives and /metrics what it uses', async () => {
    expect((await server().get('/healthz')).body).toEqual({ status: 'ok' });
    const metrics = await server().get('/metrics');
    expect(metrics.type).toBe('text/plain');
    expect(metrics.text).toContain('process_cpu_seconds_total');
  });

  it('/readyz is 503 while a check fails or hangs, and when the process is stopping', async () => {
    const readiness = app.get(ReadinessChecks);
    expect(await server().get('/readyz')).toMatchObject({ status: 200, body: { status: 'ok', checks: {} } });
    readiness.register('database', () => Promise.reject(new Error('s3cret')));
    readiness.register('epoch', () => new Promise(() => undefined), 10);
    const failing = await server().get('/readyz');
    expect(failing.status).toBe(503);
    expect(failing.body).toEqual({ status: 'unavailable', checks: { database: 'failed', epoch: 'timeout' } });
    readiness.register('database', () => Promise.resolve());
    readiness.register('epoch', () => Promise.resolve());
    expect((await server().get('/readyz')).status).toBe(200);
    readiness.stop();
    expect((await server().get('/readyz')).body).toEqual({ status: 'unavailable', checks: { process: 'stopping' } });
  });
});
