import type { MailServer } from '@posthorn/plugin-sdk';
import type { EmailConfig, EmailSecrets } from './email.config.js';

/**
 * The server that a destination names, else the installation's. The installation's own credentials go nowhere but to the installation's
 * server. `null` if there is neither.
 */
export function mailServer(
  { smtpUrl }: EmailConfig,
  { smtpUser, smtpPassword }: EmailSecrets,
  defaultSmtpUrl: string | null,
): MailServer | null {
  const own = { ...(smtpUser === undefined ? {} : { user: smtpUser }), ...(smtpPassword === undefined ? {} : { password: smtpPassword }) };
  if (smtpUrl !== undefined) return { url: smtpUrl, ...own };
  const url = defaultSmtpUrl === null ? null : URL.parse(defaultSmtpUrl);
  if (url === null) return null;
  const { username, password } = url;
  url.username = '';
  url.password = '';
  if (smtpUser !== undefined || username === '') return { url: url.href, ...own };
  return { url: url.href, user: decodeURIComponent(username), password: decodeURIComponent(password) };
}
