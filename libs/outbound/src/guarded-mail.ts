import { isIP } from 'node:net';
import { createHash } from 'node:crypto';
import {
  DEFAULT_TIMEOUT_MS,
  type GuardedMail,
  type MailReceipt,
  MAX_TIMEOUT_MS,
  OutboundError,
  type OutboundMail,
} from '@posthorn/contracts';
import type { AddressGuard } from './address-guard.js';
import { MailConnection } from './mail-connection.js';
import { MailConnections } from './mail-connections.js';
import { toMailError } from './mail-failure.js';
import { type ComposedMail, composeMail } from './mail-message.js';
import { openMailSocket } from './mail-socket.js';
import { type MailEndpoint, parseMailUrl } from './mail-url.js';
import { type Resolver, systemResolver } from './resolve-vetted.js';
import { tlsIdentity, tlsKey } from './tls-identity.js';

export interface GuardedMailOptions {
  readonly guard: AddressGuard;
  /** For tests; the system's by default. */
  readonly resolve?: Resolver;
  /** Certificate authorities to trust instead of the system's, PEM. */
  readonly ca?: string;
  /** For tests: addresses to which credentials may go in the clear, since no network is between. */
  readonly isOwnMachine?: (address: string) => boolean;
  /** For tests: how long a session is kept. */
  readonly idleMs?: number;
}

export type ClosableGuardedMail = GuardedMail & {
  /** Hangs up what is kept. */
  close(): void;
};

/**
 * The only way out over SMTP: sessions with addresses vetted for that very connection, kept for a moment for the next mail of the same pool
 * to the same server with the same credentials; certificates are verified against the server's name. One deadline covers everything from the
 * wait for a session to the server's last reply.
 */
export function createGuardedMail(options: GuardedMailOptions): ClosableGuardedMail {
  const connections = new MailConnections(options.idleMs);
  const guardedMail: GuardedMail = async (mail) => {
    const endpoint = parseMailUrl(mail.server.url);
    const composed = await composeMail(mail);
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
      stop.signal.throwIfAborted();
      return await send(mail, composed, { endpoint, timeoutMs, signal: stop.signal, options, connections });
    } catch (error) {
      throw stop.signal.aborted ? stop.signal.reason : toMailError(error, endpoint.host);
    } finally {
      clearTimeout(deadline);
      mail.signal?.removeEventListener('abort', onAbort);
    }
  };
  return Object.assign(guardedMail, { close: () => connections.close() });
}

interface Sending {
  readonly endpoint: MailEndpoint;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly options: GuardedMailOptions;
  readonly connections: MailConnections;
}

function send({ server, pool = '' }: OutboundMail, composed: ComposedMail, sending: Sending): Promise<MailReceipt> {
  const { endpoint, timeoutMs, signal, options, connections } = sending;
  const trust = server.tls ?? (options.ca === undefined ? undefined : { ca: options.ca });
  const open = async () => {
    const identity = trust && tlsIdentity(trust);
    const socket = await openMailSocket(endpoint, signal, options.guard, options.resolve ?? systemResolver);
    const hangUp = () => socket.destroy();
    signal.addEventListener('abort', hangUp, { once: true });
    try {
      return await MailConnection.open(socket, { endpoint, server, identity, timeoutMs, isOwnMachine: options.isOwnMachine ?? isLoopback });
    } catch (error) {
      socket.destroy();
      throw error;
    } finally {
      signal.removeEventListener('abort', hangUp);
    }
  };
  return connections.use(
    keyOf([pool, server.url, server.user, server.password, tlsKey(trust)]),
    signal,
    open,
    async (connection, began) => {
      try {
        return await connection.send(composed, began);
      } catch (error) {
        throw toMailError(error, endpoint.host);
      }
    },
  );
}

/** A digest, so that no table holds passwords. */
function keyOf(parts: readonly (string | undefined)[]): string {
  return createHash('sha256')
    .update(JSON.stringify(parts.map((part) => part ?? null)))
    .digest('base64');
}

function isLoopback(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return isIP(plain) === 4 ? plain.startsWith('127.') : plain === '::1';
}
