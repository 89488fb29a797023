import { failed, MailRefusedError, type PluginResult, retry } from '@posthorn/plugin-sdk';

/** Enhanced status codes (RFC 3463, https://www.iana.org/assignments/smtp-enhanced-status-codes) that say more than the reply's own. */
const MEANING: Readonly<Record<string, string>> = {
  '1.1': 'There is no such mailbox.',
  '1.2': 'There is no such mail domain.',
  '1.3': 'The recipient’s address is not well-formed for this server.',
  '1.6': 'The mailbox has moved.',
  '1.7': 'The sender’s address is not well-formed for this server.',
  '1.8': 'The sender’s domain cannot receive mail.',
  '1.10': 'The recipient’s domain takes no mail at all.',
  '2.1': 'The mailbox is disabled.',
  '2.2': 'The mailbox is full.',
  '2.3': 'The mail is larger than the mailbox takes.',
  '3.4': 'The mail is larger than the server takes.',
  '4.6': 'The mail goes in circles between servers.',
  '6.7': 'The server does not take addresses of this script.',
  '7.0': 'The server’s rules refuse the mail.',
  '7.1': 'The server’s rules refuse the mail: this sender may not send there.',
  '7.8': 'The mail server refuses the user or the password.',
  '7.9': 'The mail server refuses this way of signing in.',
  '7.11': 'The mail server wants an encrypted connection to sign in.',
  '7.23': 'The sender’s domain does not allow this server to send for it (SPF).',
  '7.25': 'The sending address has no valid name (reverse DNS).',
  '7.26': 'The mail passes none of SPF, DKIM and DMARC.',
};

/** Replies without an enhanced code (RFC 5321 section 4.2.3, RFC 4954 section 6). */
const REPLY_MEANING: Readonly<Record<number, string>> = {
  421: 'The mail server ends the session for now.',
  450: 'The mailbox is not available for now (or the server greylists).',
  452: 'The mail server has no room for now.',
  530: 'The mail server wants a user and a password, or an encrypted connection first.',
  535: 'The mail server refuses the user or the password.',
  550: 'The mailbox is not there, or the server’s rules refuse the mail.',
  552: 'The mailbox is full, or the mail is too large.',
};

/**
 * What it means that the server refused: 4yz passes and 5yz stays (RFC 5321 section 4.2.1), except that a full mailbox is emptied some day,
 * which servers say as 5.2.2 or as a bare 552.
 */
export function judgeRefusal({ responseCode, message }: MailRefusedError): PluginResult {
  const [, kind, subject] = /^\d{3}[ -]([245])\.(\d{1,3}\.\d{1,3})(?:\s|$)/.exec(message) ?? [];
  const reason = `smtp-${responseCode}`;
  const meaning = (subject === undefined ? undefined : MEANING[subject]) ?? REPLY_MEANING[responseCode];
  const record = meaning === undefined ? {} : { detail: meaning };
  const isFull = subject === '2.2' || (responseCode === 552 && kind === undefined);
  return responseCode < 500 || isFull ? retry(reason, { failure: 'network', ...record }) : failed(reason, record);
}
