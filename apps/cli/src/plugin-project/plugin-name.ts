import { UsageError } from '../usage.error.js';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MAX_CHARS = 40;
/** Types that the relay has already, and what a word of the code would be taken for. */
const TAKEN = ['http', 'slack', 'email', 'sdk', 'plugin', 'posthorn'];

/** A plugin's name in the places where it stands. */
export interface PluginName {
  /** Its type, its folder, its files: `our-crm`. */
  readonly type: string;
  /** `Our crm`. */
  readonly title: string;
  /** `ourCrmPlugin`. */
  readonly constant: string;
}

/** Throws {@link UsageError} for what is no name, or one that is taken. */
export function readPluginName(text: string): PluginName {
  if (!NAME.test(text) || text.length > MAX_CHARS) {
    throw new UsageError(
      `A plugin's name is a lower-case word such as "our-crm": a-z, 0-9 and single hyphens, at most ${MAX_CHARS} characters.`,
    );
  }
  if (TAKEN.includes(text)) throw new UsageError(`"${text}" is taken; choose another name.`);
  const title = `${text.charAt(0).toUpperCase()}${text.slice(1).replaceAll('-', ' ')}`;
  return { type: text, title, constant: `${text.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase())}Plugin` };
}
