import { inspect } from 'node:util';
import { REDACTED } from '@posthorn/contracts';

/**
 * A value that no log, error or JSON can show by accident: whoever needs it says so with {@link Secret.reveal}.
 * Redaction by type instead of by field name, because a list of names is always one name short.
 */
export class Secret<T = string> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
