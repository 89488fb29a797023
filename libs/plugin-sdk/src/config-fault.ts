/** Something that is wrong with what an operator wrote. */
export interface ConfigFault {
  /** Dotted path below the destination, for example `config.url` or `secrets.botToken`. */
  readonly field: string;
  /** `required`, `invalid`, `conflict`, or a word of the plugin's own. */
  readonly code: string;
  /** A sentence that says what is expected and never quotes a secret. */
  readonly message: string;
  /** Where in the field, for templates; both count from 1. */
  readonly line?: number;
  readonly column?: number;
}
