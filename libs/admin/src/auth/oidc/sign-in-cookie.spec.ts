import { SecretsBox } from '@posthorn/platform';
import { SignInCookie } from './sign-in-cookie.js';

const clock = { now: () => 1_800_000_000_000 };
const key = (id: string) => ({ id, key: Buffer.alloc(32, id) });
const started = { state: 'the state', nonce: 'n', verifier: 'v', returnPath: null };

describe('the cookie of a sign-in', () => {
  const cookieOf = (box: SecretsBox) => new SignInCookie(box, clock as never, () => 'http://127.0.0.1');
  const sent = (cookie: string): string => cookie.split(';', 1)[0] ?? '';

  it('is read by a process that began before the encryption key of the one that wrote it was made', () => {
    const old = new SecretsBox([key('a')]);
    const reader = cookieOf(old);
    old.addKeys([key('b'), key('a')]);
    const writer = cookieOf(new SecretsBox([key('b'), key('a')]));
    expect(reader.read(sent(writer.write(started)), started.state)).toMatchObject(started);
    expect(writer.read(sent(reader.write(started)), started.state)).toMatchObject(started);
  });

  it('is nothing with another state, or changed', () => {
    const cookie = cookieOf(new SecretsBox([key('a')]));
    const text = sent(cookie.write(started));
    expect(cookie.read(text, 'another state')).toBeNull();
    expect(cookie.read(`${text.slice(0, -2)}AA`, started.state)).toBeNull();
  });
});
