/**
 * - `unknown-key`: the box was made with a key that this process was not given.
 * - `damaged`: not a box, changed since, or opened in another context than it was made for.
 */
export type SecretsBoxErrorCode = 'unknown-key' | 'damaged';

export class SecretsBoxError extends Error {
  override readonly name = 'SecretsBoxError';

  constructor(
    readonly code: SecretsBoxErrorCode,
    message: string,
  ) {
    super(message);
  }
}
