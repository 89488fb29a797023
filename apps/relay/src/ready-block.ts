/** What a person needs first. */
export interface ReadyFacts {
  readonly publicUrl: string;
  readonly adminUrl: string | null;
  /** Only on the first start. */
  readonly operator: { readonly email: string; readonly password: string | null } | null;
}

/** Printed once, to standard output, when the relay takes requests. */
export function readyBlock({ publicUrl, adminUrl, operator }: ReadyFacts): string {
  const lines = ['', 'Posthorn is ready', '', `  Webhooks    ${publicUrl}/in/<slug>`];
  if (adminUrl) lines.push(`  Admin API   ${adminUrl}/api/v1`, `  API docs    ${adminUrl}/api/v1/docs`);
  if (operator) {
    lines.push('', `  Operator    ${operator.email}`);
    lines.push(
      operator.password === null
        ? '  Password    as given in POSTHORN_ADMIN_PASSWORD'
        : `  Password    ${operator.password}   (shown this once; change it within 24 hours)`,
    );
  }
  return [...lines, '', ''].join('\n');
}
