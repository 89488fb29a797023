import { MailRefusedError, OutboundError } from '@posthorn/contracts';
import { toOutboundError } from './outbound-failure.js';

/** What went wrong with a mail, in the relay's words: the server's own reply where there is one. */
export function toMailError(cause: unknown, host: string): MailRefusedError | OutboundError {
  if (cause instanceof MailRefusedError) return cause;
  if (typeof cause !== 'object' || cause === null || cause instanceof OutboundError) return toOutboundError(cause, host);
  const code = field(cause, 'code');
  // Before the reply: who strips STARTTLS from a session also writes the refusal of it.
  if (code === 'ETLS') return new OutboundError('tls', `No trusted TLS connection to ${host}`, { cause });
  const replyCode = field(cause, 'responseCode');
  if (typeof replyCode === 'number' && replyCode >= 400 && replyCode <= 599)
    return new MailRefusedError(replyCode, replyText(cause, replyCode));
  if (code === 'EENVELOPE') return new OutboundError('invalid-request', 'The mail has no valid sender or recipient', { cause });
  // The server has told how much it takes (RFC 1870), so that it is not asked.
  if (code === 'EMESSAGE') return new MailRefusedError(552, '552 5.3.4 The mail is larger than the server takes');
  // nodemailer puts its own code over the system's and keeps that one beside it.
  const original = field(cause, 'originalCode');
  if (typeof original !== 'string') return toOutboundError(cause, host);
  return toOutboundError(Object.assign(new Error(original, { cause }), { code: original }), host);
}

/** The reply alone: nodemailer's message may quote more of the conversation. */
function replyText(error: object, replyCode: number): string {
  const response = field(error, 'response');
  return (typeof response === 'string' && response !== '' ? response : String(replyCode)).slice(0, 1_024);
}

const field = (error: object, name: string): unknown => (error as Readonly<Record<string, unknown>>)[name];
