import { connect, type Socket } from 'node:net';
import { untilAborted } from '@posthorn/contracts';
import type { AddressGuard } from './address-guard.js';
import type { MailEndpoint } from './mail-url.js';
import { pinnedLookup, resolveVetted, type Resolver } from './resolve-vetted.js';

/** A connected socket to an address that was vetted for it. Rejects with the signal's reason when it fires. */
export async function openMailSocket(
  { host, port }: MailEndpoint,
  signal: AbortSignal,
  guard: AddressGuard,
  resolve: Resolver,
): Promise<Socket> {
  const addresses = await untilAborted(resolveVetted(host, port, guard, resolve), signal);
  const lookup = pinnedLookup(async () => addresses);
  return new Promise((settle, reject) => {
    const socket = connect({ host, port, lookup });
    const fail = (error: Error) => {
      signal.removeEventListener('abort', onAbort);
      socket.destroy();
      reject(error);
    };
    const onAbort = () => fail(signal.reason as Error);
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('error', fail);
    socket.once('connect', () => {
      signal.removeEventListener('abort', onAbort);
      socket.removeListener('error', fail);
      settle(socket);
    });
  });
}
