// The admin API as a script of an operator's uses it.
const LIMIT_MS = 10_000;

export class AdminClient {
  #api;
  #token;

  /** @param api its base as the ready block shows it */
  static async signIn(api, email, password) {
    const client = new AdminClient();
    client.#api = api;
    client.#token = (await client.#request('POST', 'auth/tokens', { email, password }, 201)).accessToken;
    return client;
  }

  create(resource, body) {
    return this.#request('POST', `projects/default/${resource}`, body, 201);
  }

  get(path) {
    return this.#request('GET', `projects/default/${path}`, undefined, 200);
  }

  async #request(method, path, body, wanted) {
    const answer = await fetch(`${this.#api}/${path}`, {
      method,
      headers: {
        ...(this.#token && { authorization: `Bearer ${this.#token}` }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const text = await answer.text();
    if (answer.status !== wanted) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text);
  }
}
