import { AuthService } from './auth.service.js';
import { SIGN_IN_WINDOW_MS } from './sign-in-limiter.js';
import { EMAIL, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addTeammate } from '../testing/test-team.js';

const TEAM_PASSWORD = 'a password of the team';
const ROUNDS = 9;
/** Without its hash an answer takes a small part of the work; between equal ones rubbish collection makes less of a difference than this. */
const MAX_RATIO = 2.5;

describe('a sign-in that fails', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const signIn = async (email: string, password: string): Promise<{ readonly answer: unknown; readonly workUs: number }> => {
    // Of all threads, and not what the clock on the wall says: a busy machine must not be judged.
    const before = process.cpuUsage();
    const { status, body, headers } = await admin.send('post', 'auth/tokens', { email, password }, { authorization: '' });
    const { user, system } = process.cpuUsage(before);
    return { answer: { status, body, type: headers['content-type'], asks: headers['www-authenticate'] }, workUs: user + system };
  };

  it('is the same in answer and work for a wrong password, an unknown email, a disabled operator and one without a password', async () => {
    const disabled = await addTeammate(admin, 'disabled');
    await admin.send('patch', `operators/${disabled.id}`, { status: 'disabled' });
    const { email } = await addTeammate(admin, 'through-provider');
    await admin.database.pool.query('update operator set password_hash = null where email = $1', [email]);
    const tries = [
      { email: EMAIL, password: 'wrong' },
      { email: 'unknown@example.com', password: 'wrong' },
      { email: disabled.email, password: TEAM_PASSWORD },
      { email, password: TEAM_PASSWORD },
    ];
    const [answers, work] = [new Set<string>(), tries.map(() => Infinity)];
    for (let round = 0; round < ROUNDS; round++) {
      admin.clock.advance(SIGN_IN_WINDOW_MS);
      for (const [index, { email, password }] of tries.entries()) {
        const { answer, workUs } = await signIn(email, password);
        answers.add(JSON.stringify(answer));
        work[index] = Math.min(work[index] ?? Infinity, workUs);
      }
    }
    expect([...answers]).toEqual([expect.stringContaining('"status":401')]);
    expect(Math.max(...work) / Math.min(...work)).toBeLessThan(MAX_RATIO);
  });

  it('waits where the email was guessed at from many addresses, whether there is such an operator or not', async () => {
    await admin.signIn();
    const auth = admin.app.get(AuthService);
    const { email } = await addTeammate(admin, 'guessed');
    for (const name of [email, 'nobody@example.com']) {
      const guess = (n: number): Promise<unknown> =>
        auth.signIn({ email: name, password: 'guess' }, `198.51.100.${n}`).catch(() => undefined);
      for (let n = 0; n < 7; n++) await guess(n);
      const beganMs = performance.now();
      await guess(7);
      expect(performance.now() - beganMs).toBeGreaterThan(395);
    }
    expect((await signIn(email, TEAM_PASSWORD)).answer).toMatchObject({ status: 201 });
  });
});
