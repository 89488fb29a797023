import { createPosthornClient, signIn, type PosthornClient } from '@posthorn/client';
import { UsageError } from './usage.error.js';

const DEFAULT_URL = 'http://127.0.0.1:8420';

/** How to reach the relay: options win over the environment, and an empty variable counts as not set. */
export interface Settings {
  readonly url: string;
  readonly token: string | null;
  readonly email: string | null;
  readonly password: string | null;
}

/** Throws {@link UsageError} for a URL that is none. */
export function readSettings(options: Readonly<Record<string, string | boolean | undefined>>, env: NodeJS.ProcessEnv): Settings {
  const setting = (option: string, variable: string): string | null => {
    const given = options[option];
    return (typeof given === 'string' ? given : env[variable]) || null;
  };
  const url = setting('url', 'POSTHORN_URL') ?? DEFAULT_URL;
  const parsed = URL.parse(url);
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:') {
    throw new UsageError('The URL of the relay is not one; give for example --url http://127.0.0.1:8420.');
  }
  return {
    url: url.replace(/\/+$/, ''),
    token: setting('token', 'POSTHORN_TOKEN'),
    email: setting('email', 'POSTHORN_EMAIL'),
    password: env['POSTHORN_PASSWORD'] || null,
  };
}

/** Throws {@link UsageError} where nothing says who is asking. */
export async function connect({ url, token, email, password }: Settings): Promise<PosthornClient> {
  if (token !== null) return createPosthornClient({ url, token });
  if (email !== null && password !== null) return signIn({ url }, email, password);
  throw new UsageError('Say who you are: set POSTHORN_TOKEN to an API key, or POSTHORN_EMAIL and POSTHORN_PASSWORD.');
}
