import { SecretsBox } from '@posthorn/platform';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { ACCESS_TOKEN_SECONDS, AccessToken } from './access-token.js';

const OPERATOR = '01890a5d-ac96-774b-bcce-b302099a8057';
const FAMILY = '0d3f5f5e-0000-4000-8000-000000000000';
const OLD = { id: 'old', key: Buffer.alloc(32, 1) };
const NEW = { id: 'new', key: Buffer.alloc(32, 2) };

describe('access tokens when the encryption keys rotate', () => {
  const clock = { now: () => Date.now() };
  const withKeys = (...keys: (typeof OLD)[]): AccessToken => new AccessToken(new SecretsBox(keys), clock);
  const sign = (tokens: AccessToken): Promise<string> => tokens.sign(OPERATOR, FAMILY);
  const isGood = async (tokens: AccessToken, token: string): Promise<boolean> => {
    const key = tokens.keyOf(token);
    return (
      key !== null &&
      (await jwtVerify(token, key)
        .then(() => true)
        .catch(() => false))
    );
  };

  it('are signed with the first key', async () => {
    expect(decodeProtectedHeader(await sign(withKeys(NEW, OLD)))).toEqual({ alg: 'HS256', kid: 'new' });
    expect(decodeProtectedHeader(await sign(withKeys(OLD, NEW)))).toMatchObject({ kid: 'old' });
  });

  it('of the former key stay good to their end, and no longer', async () => {
    const [before, rotated] = [await sign(withKeys(OLD)), withKeys(NEW, OLD)];
    expect(await isGood(rotated, before)).toBe(true);
    const { exp } = (await jwtVerify(before, rotated.keyOf(before) ?? Buffer.alloc(0))).payload;
    const late = new AccessToken(new SecretsBox([NEW, OLD]), { now: () => clock.now() + ACCESS_TOKEN_SECONDS * 1_000 });
    expect([rotated.isExpired(exp), late.isExpired(exp)]).toEqual([false, true]);
  });

  it('of a key that was taken away are good no more', async () => {
    const [before, after] = [await sign(withKeys(OLD)), await sign(withKeys(NEW, OLD))];
    const alone = withKeys(NEW);
    expect([await isGood(alone, before), await isGood(alone, after)]).toEqual([false, true]);
  });

  it('of another key under the same id are not good', async () => {
    const forger = withKeys({ id: 'new', key: Buffer.alloc(32, 9) });
    expect(await isGood(withKeys(NEW), await sign(forger))).toBe(false);
  });

  it('are not signed with an encryption key itself', async () => {
    const token = await sign(withKeys(NEW));
    await expect(jwtVerify(token, NEW.key)).rejects.toThrow('signature');
  });
});
