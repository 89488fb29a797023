import { z } from 'zod';

const sourceSchema = z.object({ id: z.string(), slug: z.string(), url: z.string() });
const destinationSchema = z.object({ id: z.string(), name: z.string(), signingSecret: z.string().optional() });
const subscriptionSchema = z.object({ id: z.string() });
const headersSchema = z.array(z.tuple([z.string(), z.string()]));
const eventSchema = z.object({
  id: z.string(),
  type: z.string(),
  externalId: z.string().nullable(),
  occurredAt: z.string().nullable(),
  bodyBytes: z.number(),
  bodySha256: z.string(),
  headers: headersSchema,
});
const deliverySchema = z.object({
  id: z.string(),
  eventId: z.string(),
  destinationId: z.string(),
  status: z.string(),
  attemptCount: z.number(),
  reason: z.string().nullable(),
});
const attemptSchema = z.object({
  number: z.number(),
  durationMs: z.number(),
  outcome: z.string(),
  reason: z.string().nullable(),
  response: z.object({ status: z.number() }).nullable(),
});
const refusalSchema = z.object({ id: z.string(), reason: z.string(), detail: z.string().nullable(), headers: headersSchema });
const problemSchema = z.object({
  title: z.string(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ field: z.string(), message: z.string(), code: z.string() })).optional(),
});

export type SourceView = z.output<typeof sourceSchema>;
export type DestinationView = z.output<typeof destinationSchema>;
export type EventView = z.output<typeof eventSchema>;
export type DeliveryView = z.output<typeof deliverySchema>;
export type AttemptView = z.output<typeof attemptSchema>;
export type RefusalView = z.output<typeof refusalSchema>;

/** The relay's problem+json (RFC 9457) as an error that a person can read. */
export class AdminApiError extends Error {
  override readonly name = 'AdminApiError';

  constructor(
    readonly request: string,
    readonly status: number,
    answer: string,
  ) {
    super(`${request}: ${status} ${describeProblem(answer)}`);
  }
}

/** As much of the relay's admin API as the demo needs: creates, then reads back. */
export class AdminApi {
  private constructor(
    private readonly baseUrl: string,
    private readonly accessToken: string,
  ) {}

  /** `baseUrl` ends in `/api/v1`. Throws {@link AdminApiError}. */
  static async signIn(baseUrl: string, email: string, password: string): Promise<AdminApi> {
    const answer = await send('POST', `${baseUrl}/auth/tokens`, {}, { email, password });
    return new AdminApi(baseUrl, z.object({ accessToken: z.string() }).parse(await answer.json()).accessToken);
  }

  async createSource(source: object): Promise<SourceView> {
    return sourceSchema.parse(await this.create('sources', source));
  }

  async createDestination(destination: object): Promise<DestinationView> {
    return destinationSchema.parse(await this.create('destinations', destination));
  }

  async createSubscription(subscription: object): Promise<{ readonly id: string }> {
    return subscriptionSchema.parse(await this.create('subscriptions', subscription));
  }

  async event(id: string): Promise<EventView> {
    return eventSchema.parse(await (await this.get(`events/${id}`)).json());
  }

  /** The bytes as the relay keeps them. */
  async eventBody(id: string): Promise<Buffer> {
    return Buffer.from(await (await this.get(`events/${id}/body`)).arrayBuffer());
  }

  countEvents(sourceId: string): Promise<number> {
    return this.list(`events?sourceId=${sourceId}`, z.unknown()).then(({ length }) => length);
  }

  deliveries(eventId: string): Promise<DeliveryView[]> {
    return this.list(`deliveries?eventId=${eventId}`, deliverySchema);
  }

  async attempts(deliveryId: string): Promise<AttemptView[]> {
    const answer = await this.get(`deliveries/${deliveryId}/attempts`);
    return z.object({ data: z.array(attemptSchema) }).parse(await answer.json()).data;
  }

  async refusals(sourceId: string): Promise<RefusalView[]> {
    const listed = await this.list(`refusals?sourceId=${sourceId}`, z.object({ id: z.string() }));
    return Promise.all(listed.map(async ({ id }) => refusalSchema.parse(await (await this.get(`refusals/${id}`)).json())));
  }

  private async create(resource: string, value: object): Promise<unknown> {
    return (await send('POST', `${this.baseUrl}/projects/default/${resource}`, this.authorization, value)).json();
  }

  private get(path: string): Promise<Response> {
    return send('GET', `${this.baseUrl}/projects/default/${path}`, this.authorization);
  }

  /** Every page of a list, newest first. */
  private async list<T>(path: string, item: z.ZodType<T>): Promise<T[]> {
    const page = z.object({ data: z.array(item), nextCursor: z.string().nullable() });
    const all: T[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const { data, nextCursor } = page.parse(await (await this.get(`${path}&limit=100${query}`)).json());
      all.push(...data);
      cursor = nextCursor;
    } while (cursor !== null);
    return all;
  }

  private get authorization(): Record<string, string> {
    return { authorization: `Bearer ${this.accessToken}` };
  }
}

async function send(method: string, url: string, headers: Record<string, string>, value?: object): Promise<Response> {
  const response = await fetch(url, {
    method,
    headers: value ? { ...headers, 'content-type': 'application/json' } : headers,
    signal: AbortSignal.timeout(15_000),
    ...(value ? { body: JSON.stringify(value) } : {}),
  });
  if (!response.ok) throw new AdminApiError(`${method} ${new URL(url).pathname}`, response.status, await response.text());
  return response;
}

function describeProblem(answer: string): string {
  try {
    const problem = problemSchema.parse(JSON.parse(answer));
    const fields = (problem.errors ?? []).map(({ field, message, code }) => `\n    ${field}: ${message} (${code})`);
    return `${problem.title} (${problem.code}) ${problem.detail ?? ''}${fields.join('')}`;
  } catch {
    return answer.slice(0, 500);
  }
}
