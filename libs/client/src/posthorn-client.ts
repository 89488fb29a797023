import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './admin-api.schema.js';
import { AdminApiError } from './admin-api.error.js';

const DEFAULT_TIMEOUT_MS = 15_000;

export interface PosthornClientOptions {
  /** Of the relay, without `/api/v1`, as `http://127.0.0.1:8420`. */
  readonly url: string;
  /** An access token, or an API key (`phk_…`). Absent = only what needs none. */
  readonly token?: string;
  /** Of one request; 15 s unless given. */
  readonly timeoutMs?: number;
}

/** `client.GET('/api/v1/projects/{project}/sources', { params: { path: { project: 'default' } } })`, typed by the OpenAPI document. */
export type PosthornClient = Client<paths>;

/** A client of the admin API. Its answers hold `data` or `error`; {@link dataOf} makes an exception of the latter. */
export function createPosthornClient({ url, token, timeoutMs = DEFAULT_TIMEOUT_MS }: PosthornClientOptions): PosthornClient {
  const client = createFetchClient<paths>({ baseUrl: url.replace(/\/+$/, '') });
  client.use({
    onRequest: ({ request }) => {
      if (token !== undefined) request.headers.set('authorization', `Bearer ${token}`);
      return new Request(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]) });
    },
    // Not what a caller meant to ask, so that no call has to check it.
    onResponse: async ({ request, response }) => {
      if (response.ok) return;
      throw new AdminApiError(`${request.method} ${new URL(request.url).pathname}`, response.status, parse(await response.text()));
    },
  });
  return client;
}

/** A client with the access token of an operator. Throws {@link AdminApiError}, with the code `unauthenticated` where the password is wrong. */
export async function signIn(options: Omit<PosthornClientOptions, 'token'>, email: string, password: string): Promise<PosthornClient> {
  const { accessToken } = await dataOf(createPosthornClient(options).POST('/api/v1/auth/tokens', { body: { email, password } }));
  return createPosthornClient({ ...options, token: accessToken });
}

interface Answer<T> {
  readonly data?: T;
  readonly response: Response;
}

/** The body of an answer. Throws {@link AdminApiError} where there is none. */
export async function dataOf<T>(asked: Promise<Answer<T>>): Promise<NonNullable<T>> {
  const { data, response } = await asked;
  if (data === undefined || data === null) throw new AdminApiError(`GET ${response.url}`, response.status, 'There is no body.');
  return data;
}

interface Page<T> {
  readonly data: readonly T[];
  readonly nextCursor: string | null;
}

/** Every item of a list, newest first, a page at a time: `everyItem((cursor) => client.GET(…, { params: { query: { cursor } } }))`. */
export async function* everyItem<T>(load: (cursor: string | undefined) => Promise<Answer<Page<T>>>): AsyncGenerator<T, void> {
  let cursor: string | undefined;
  do {
    const page: Page<T> = await dataOf(load(cursor));
    yield* page.data;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** The items of {@link everyItem}, all at once: for a list that is known to be short. */
export async function allItems<T>(load: (cursor: string | undefined) => Promise<Answer<Page<T>>>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of everyItem(load)) items.push(item);
  return items;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
