import type { OutboundTls } from '@posthorn/plugin-sdk';
import type { HttpConfig, HttpSecrets } from './http.config.js';

/** What connections to a destination trust and show; `undefined` = as everywhere. */
export function destinationTls({ tls = {} }: HttpConfig, { clientKey, clientKeyPassphrase }: HttpSecrets): OutboundTls | undefined {
  const { ca, cert, serverName } = tls;
  const all = {
    ...(ca === undefined ? {} : { ca }),
    ...(cert === undefined ? {} : { cert }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(clientKey === undefined ? {} : { key: clientKey }),
    ...(clientKeyPassphrase === undefined ? {} : { passphrase: clientKeyPassphrase }),
  };
  return Object.keys(all).length > 0 ? all : undefined;
}
