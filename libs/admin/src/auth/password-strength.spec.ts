import { passwordFaults } from './password-strength.js';

const context = { field: 'next', email: 'ada.lovelace@example.com', current: 'the one before this' };

describe('the strength of a password', () => {
  it.each([
    ['eleven char', 'At least 12'],
    ['🐚🐚🐚🐚🐚🐚', 'At least 12'],
    ['the one before this', 'that you have'],
    ['aaaaaaaaaaaaab', 'the same'],
    ['ada.lovelace@example.com', 'the email'],
    ['Ada.Lovelace2026!', 'the email'],
    ['123456789012', 'first guesses'],
    ['qwertyuiopas', 'first guesses'],
    ['Password12345!', 'first guesses'],
    ['passwordpassword', 'first guesses'],
    ['ＰａｓｓｗｏｒｄＰａｓｓｗｏｒｄ', 'first guesses'],
  ])('refuses %j', (password, why) => {
    expect(passwordFaults(password, context)).toEqual([{ field: 'next', code: 'invalid', message: expect.stringContaining(why) }]);
  });

  it.each(['correct horse battery', 'x7Qm2-kd9Rt1', 'password for the harbour gate', 'zwölf große Fässer'])('takes %j', (password) => {
    expect(passwordFaults(password, context)).toEqual([]);
  });
});
