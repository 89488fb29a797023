import type { OpenAPIObject } from '@nestjs/swagger';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { createOpenApiDocument } from '../docs/set-up-docs.js';
import type { JsonSchema, Schemas } from '../docs/json-schema.js';
import { AnswerChecker, type SeenAnswer } from './answer-checker.js';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from './test-admin.js';
import { makeWorld, type World } from './test-world.js';

export interface FuzzedOperation {
  readonly operationId: string;
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  readonly path: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema: JsonSchema }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<string, { readonly schema: JsonSchema; readonly example?: unknown; readonly examples?: Readonly<Record<string, object>> }>
    >;
  };
}

/** The admin API with one thing of each kind, asked over connections that stay open and held to its OpenAPI document. */
export class FuzzAdmin {
  readonly schemas: Schemas;
  readonly operations: readonly FuzzedOperation[];
  private readonly checker: AnswerChecker;
  private readonly ajv = new Ajv2020({ strict: false });
  private readonly validators = new WeakMap<JsonSchema, ValidateFunction>();
  private readonly agent = new Agent({ keepAlive: true });

  private constructor(
    readonly admin: TestAdmin,
    readonly world: World,
    private readonly url: string,
    private readonly authorization: string,
    document: OpenAPIObject,
  ) {
    this.schemas = document.components?.schemas as Schemas;
    this.checker = new AnswerChecker(document);
    (formats as unknown as (ajv: Ajv2020) => void)(this.ajv);
    this.ajv.addSchema({ $id: 'fuzzed', components: document.components });
    this.operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods as unknown as Record<string, FuzzedOperation>).map(([method, operation]) => ({
        ...{ operationId: operation.operationId, method: method as FuzzedOperation['method'], path },
        ...(operation.parameters && { parameters: operation.parameters }),
        ...(operation.requestBody && { requestBody: operation.requestBody }),
      })),
    );
  }

  static async start(): Promise<FuzzAdmin> {
    const admin = await startTestAdmin({ POSTHORN_API_REQUESTS_PER_MINUTE: '1000000' });
    const world = await makeWorld(admin);
    const { port } = admin.app.getHttpServer().address() as AddressInfo;
    const { body } = await admin.send('post', 'auth/tokens', { email: EMAIL, password: PASSWORD }, { authorization: '' });
    const authorization = `Bearer ${(body as { accessToken: string }).accessToken}`;
    return new FuzzAdmin(admin, world, `http://127.0.0.1:${port}/api/v1/`, authorization, createOpenApiDocument(admin.app));
  }

  /** Throws where the answer is a 5xx or other than the document says. `body` is JSON. */
  async send(method: string, path: string, body?: string, headers: Record<string, string> = {}): Promise<SeenAnswer> {
    const answer = await this.ask(method, path, body, headers);
    if (answer.status >= 500) throw new Error(`${method} ${path} answered ${answer.status}: ${answer.text}`);
    this.checker.check(method, `/api/v1/${path}`, answer);
    return answer;
  }

  /** Not by `fetch`, whose streams cost as much as the admin API itself. */
  private async ask(method: string, path: string, body: string | undefined, headers: Record<string, string>): Promise<SeenAnswer> {
    const type = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { agent: this.agent, method: method.toUpperCase(), signal: AbortSignal.timeout(20_000) };
      request(this.url + path, { ...options, headers: { authorization: this.authorization, ...type, ...headers } }, resolve)
        .on('error', reject)
        .end(body);
    });
    const { statusCode = 0, headers: answered } = response;
    return { status: statusCode, type: answered['content-type']?.split(';')[0] ?? '', headers: answered, text: await textOf(response) };
  }

  /** Whether a body is what the document says of it. */
  isDeclared(schema: JsonSchema, body: unknown): boolean {
    const known = this.validators.get(schema);
    const validate = known ?? this.ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"fuzzed#/')) as object);
    if (!known) this.validators.set(schema, validate);
    return validate(body);
  }

  close(): Promise<void> {
    this.agent.destroy();
    return this.admin.close();
  }
}
