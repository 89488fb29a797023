/** EX_CONFIG of sysexits.h: what supervisors take for "do not start me again, a person must act". */
export const EXIT_CONFIG = 78;

/** One thing that is wrong with the environment. Never holds a secret's value. */
export interface ConfigFault {
  readonly variable: string;
  /** What is wrong and how to cure it, a sentence. */
  readonly message: string;
}

/** Every fault at once, so that nobody mends one only to meet the next. `main` prints the message and exits with {@link EXIT_CONFIG}. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly exitCode = EXIT_CONFIG;

  constructor(readonly faults: readonly ConfigFault[]) {
    const count = faults.length === 1 ? 'One fault' : `${faults.length} faults`;
    super(`${count} in the configuration:\n${faults.map(({ variable, message }) => `  ${variable}: ${message}`).join('\n')}`);
  }
}
