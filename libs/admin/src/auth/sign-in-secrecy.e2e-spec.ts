import { AuthService } from './auth.service.js';
import { EMAIL, PASSWORD, startTestAdmin, type TestAdmin } from '../testing/test-admin.js';
import { addTeammate } from '../testing/test-team.js';

const TEAM_PASSWORD = 'a password of the team';
const ROUNDS = 4;
/** Without its hash an answer comes in a tenth of the time; between equal ones a busy machine makes less of a difference than this. */
const MAX_RATIO = 2.5;

describe('a sign-in that fails', () => {
  let admin: TestAdmin;
  beforeAll(async () => (admin = await startTestAdmin()));
  afterAll(() => admin.close());

  const signIn = async (email: string, password: string): Promise<{ readonly answer: unknown; readonly ms: number }> => {
    const beganMs = performance.now();
    const { status, body, headers } = await admin.send('post', 'auth/tokens', { email, password }, { authorization: '' });
    return { answer: { status, body, type: headers['content-type'], asks: headers['www-authenticate'] }, ms: performance.now() - beganMs };
  };

  it('is the same in answer and time for a wrong password, an unknown email, a disabled operator and one without a password', async () => {
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
    const [answers, times] = [new Set<string>(), tries.map(() => Infinity)];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [index, { email, password }] of tries.entries()) {
        const { answer, ms } = await signIn(email, password);
        answers.add(JSON.stringify(answer));
        times[index] = Math.min(times[index] ?? Infinity, ms);
      }
    }
    expect([...answers]).toEqual([expect.stringContaining('"status":401')]);
    expect(Math.max(...times) / Math.min(...times)).toBeLessThan(MAX_RATIO);
  });

  it('waits where the email was guessed at from many addresses, whether there is such an operator or not', async () => {
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
    await signIn(EMAIL, PASSWORD);
  });
});
