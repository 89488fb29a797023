import { DEFAULT_TIMEOUT_MS, type GuardedMail, MAX_TIMEOUT_MS, OutboundError, type OutboundMail } from '@posthorn/contracts';
import { createTransport } from 'nodemailer';
import type { AddressGuard } from './address-guard.js';
import { toMailError } from './mail-failure.js';
import { openMailSocket } from './mail-socket.js';
import { type MailEndpoint, parseMailUrl } from './mail-url.js';
import { type Resolver, systemResolver } from './resolve-vetted.js';
import { tlsIdentity, type TlsIdentity } from './tls-identity.js';

export interface GuardedMailOptions {
  readonly guard: AddressGuard;
  /** For tests; the system's by default. */
  readonly resolve?: Resolver;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
}

/**
 * The only way out over SMTP: a connection a mail, to an address vetted for that very connection; certificates are verified against the
 * server's name. One deadline covers everything from the name lookup to the server's last reply.
 */
export function createGuardedMail(options: GuardedMailOptions): GuardedMail {
  return async (mail) => {
    const endpoint = parseMailUrl(mail.server.url);
    refuseLineBreaks(mail);
    const timeoutMs = Math.min(mail.timeoutMs ?? DEFAULT_TIMEOUT_MS, MAX_TIMEOUT_MS);
    const stop = new AbortController();
    const giveUp = (error: OutboundError) => stop.abort(error);
    const onAbort = () => giveUp(new OutboundError('aborted', 'The mail was given up'));
    const deadline = setTimeout(
      () => giveUp(new OutboundError('timeout', `${endpoint.host} did not take the mail within ${timeoutMs} ms`)),
      timeoutMs,
    );
    mail.signal?.addEventListener('abort', onAbort, { once: true });
    if (mail.signal?.aborted) onAbort();
    try {
      return await send(mail, endpoint, timeoutMs, stop.signal, options);
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : toMailError(error, endpoint.host);
    } finally {
      clearTimeout(deadline);
      mail.signal?.removeEventListener('abort', onAbort);
    }
  };
}

async function send(mail: OutboundMail, endpoint: MailEndpoint, timeoutMs: number, signal: AbortSignal, options: GuardedMailOptions) {
  const { server } = mail;
  const trust = server.tls ?? (options.ca === undefined ? undefined : { ca: options.ca });
  const identity = trust && tlsIdentity(trust);
  const socket = await openMailSocket(endpoint, signal, options.guard, options.resolve ?? systemResolver);
  const transport = createTransport({
    host: endpoint.host,
    port: endpoint.port,
    secure: endpoint.secure,
    requireTLS: endpoint.tls === 'required',
    ignoreTLS: endpoint.tls === 'never',
    getSocket: (_options, callback) => callback(null, { connection: socket }),
    ...(server.user === undefined ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
    ...(identity ? { tls: mailTls(identity) } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    socketCloseTimeout: 1_000,
    // A message is text from a template: nothing in it may name a file or a URL to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const info = await transport.sendMail({
      from: mail.from,
      to: [...mail.to],
      cc: [...(mail.cc ?? [])],
      bcc: [...(mail.bcc ?? [])],
      subject: mail.subject,
      ...(mail.text === undefined ? {} : { text: mail.text }),
      ...(mail.html === undefined ? {} : { html: mail.html }),
      ...(mail.messageId === undefined ? {} : { messageId: mail.messageId }),
      headers: (mail.headers ?? []).map(([key, value]) => ({ key, value })),
      signal,
    });
    return { response: info.response, accepted: info.accepted.map(addressText), rejected: info.rejected.map(addressText) };
  } finally {
    if (signal.aborted) socket.destroy();
    transport.close();
  }
}

const mailTls = ({ secureContext, serverName }: TlsIdentity) => ({
  secureContext,
  ...(serverName === undefined ? {} : { servername: serverName }),
});

/** A line break in a header is another header (CWE-93); nodemailer would fold it, and a mail that says less than asked is worse than none. */
function refuseLineBreaks(mail: OutboundMail): void {
  const lines = [
    mail.from,
    ...mail.to,
    ...(mail.cc ?? []),
    ...(mail.bcc ?? []),
    mail.subject,
    mail.messageId ?? '',
    ...(mail.headers ?? []).flat(),
  ];
  if (lines.some((line) => /[\r\n\0]/.test(line)))
    throw new OutboundError('invalid-request', 'An address, the subject or a header of the mail has a line break in it');
}

const addressText = (address: string | { address?: string | undefined }): string =>
  typeof address === 'string' ? address : (address.address ?? '');
