import { OutboundError } from '@posthorn/contracts';
import { bareHost } from './host-fault.js';

export interface MailEndpoint {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte (RFC 8314 section 3.3). */
  readonly secure: boolean;
  /** What to do about STARTTLS. */
  readonly tls: 'offered' | 'required' | 'never';
}

/**
 * Reads `smtp://host[:587]` (STARTTLS where offered; `?tls=required` insists on it, `?tls=never` leaves it out) or `smtps://host[:465]`.
 * Credentials in it are a fault here: they travel beside the URL. Throws `OutboundError` (`invalid-url`).
 */
export function parseMailUrl(text: string): MailEndpoint {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '')
    throw invalid('is not an smtp:// or smtps:// URL');
  if (url.username !== '' || url.password !== '') throw invalid('carries a user or password');
  const tls = url.searchParams.get('tls') ?? 'offered';
  if (tls !== 'offered' && tls !== 'required' && tls !== 'never') throw invalid('has a "tls" other than "required" or "never"');
  const secure = url.protocol === 'smtps:';
  const port = url.port === '' ? (secure ? 465 : 587) : Number(url.port);
  // Of a scheme that it does not know the URL parser leaves the host as it was written; as HTTP it spells it out as it is connected to.
  const host = URL.parse(`http://${url.hostname}/`)?.hostname ?? '';
  if (host === '' || port === 0) throw invalid('names no host and port that can be connected to');
  return { host: bareHost(host), port, secure, tls };
}

const invalid = (what: string) => new OutboundError('invalid-url', `The mail server's URL ${what}`);
