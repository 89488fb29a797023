/** The command was asked for in a way that it does not understand: exit code 64 (EX_USAGE). */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
