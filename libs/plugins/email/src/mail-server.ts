import type { MailServer } from '@posthorn/plugin-sdk';
import type { EmailConfig, EmailSecrets } from './email.config.js';

/**
 * The server that a destination names, or the installation's with the destination's own user. `undefined` = the installation's with its own
 * credentials, which go nowhere but there and which only the relay knows.
 */
export function mailServer(
  { smtpUrl, tls }: EmailConfig,
  { smtpUser, smtpPassword }: EmailSecrets,
  defaultSmtpUrl: string | null,
): MailServer | undefined {
  const url = smtpUrl ?? (smtpUser === undefined ? null : defaultSmtpUrl);
  if (url === null) return undefined;
  return {
    url,
    ...(smtpUser === undefined ? {} : { user: smtpUser }),
    ...(smtpPassword === undefined ? {} : { password: smtpPassword }),
    ...(tls === undefined || smtpUrl === undefined ? {} : { tls }),
  };
}
