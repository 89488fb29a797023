/** It lies in a terminal's history or a mail: whoever it was made for has this long to change it. */
export const GENERATED_PASSWORD_MS = 86_400_000;

/** From when on an operator whose password was generated at `nowMs` can do nothing but change it. */
export function passwordChangeBy(nowMs: number): Date {
  return new Date(nowMs + GENERATED_PASSWORD_MS);
}
