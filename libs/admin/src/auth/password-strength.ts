import type { FieldError } from '@posthorn/contracts';

/** NIST SP 800-63B: length is what counts; no rules about kinds of characters. As `POSTHORN_ADMIN_PASSWORD` asks. */
export const MIN_PASSWORD_LENGTH = 12;
/** Bounded, since hashing works through all of it. */
export const MAX_PASSWORD_LENGTH = 1_024;
const MIN_DIFFERENT_CHARACTERS = 6;

/** What guesses begin with. A password that is one of these, whatever digits and signs stand around it, is no better. */
const GUESSED_FIRST = [
  ...['password', 'passwort', 'passw0rd', 'administrator', 'admin', 'changeme', 'letmein', 'welcome', 'iloveyou', 'qwerty'],
  ...['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijkl', 'posthorn', 'webhook', 'secret', 'operator'],
];
const RUNS = ['01234567890123456789', '98765432109876543210', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm'];

interface Context {
  readonly field: string;
  readonly email: string;
  /** The password that it replaces. */
  readonly current?: string;
}

/** Why a new password is refused; empty = it is taken. */
export function passwordFaults(password: string, { field, email, current }: Context): FieldError[] {
  const message = faultOf(password, email, current);
  return message === null ? [] : [{ field, code: 'invalid', message }];
}

function faultOf(password: string, email: string, current: string | undefined): string | null {
  const characters = Array.from(password.normalize('NFKC').toLowerCase());
  if (characters.length < MIN_PASSWORD_LENGTH) return `At least ${MIN_PASSWORD_LENGTH} characters are needed.`;
  if (password === current) return 'This is the password that you have.';
  if (new Set(characters).size < MIN_DIFFERENT_CHARACTERS) return 'Too many of its characters are the same.';
  const text = characters.join('');
  const name = email.split('@', 1)[0] ?? '';
  if (text === email || isPadded(text, email) || isPadded(text, name)) return 'It is little more than the email.';
  if (RUNS.some((run) => run.includes(text)) || GUESSED_FIRST.some((word) => isPadded(text, word))) return 'It is among the first guesses.';
  return null;
}

/** Whether nothing is left but digits and signs when `word` is taken away, however often it stands there. */
function isPadded(text: string, word: string): boolean {
  return word.length > 2 && text.includes(word) && !/\p{L}/u.test(text.replaceAll(word, ''));
}
