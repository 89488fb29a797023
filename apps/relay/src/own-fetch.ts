import type { GuardedFetch } from '@posthorn/contracts';
import { createAddressGuard, createGuardedFetch } from '@posthorn/outbound';
import type { Config } from '@posthorn/platform';

/**
 * A guarded fetch for samples: the relay's own URL may be on loopback or behind a private address, and only this fetch may go there.
 * Made for each request: they are rare, and no connection of the relay to itself may stand in the way of its end.
 */
export function ownFetch({ allowedNetworks }: Pick<Config, 'allowedNetworks'>, publicUrl: () => string): GuardedFetch {
  return async (request) => {
    const { hostname: host, port, protocol } = new URL(publicUrl());
    const own = { host, port: Number(port || (protocol === 'https:' ? 443 : 80)) };
    const fetch = createGuardedFetch({ guard: createAddressGuard({ allowedNetworks, allowedHosts: [own] }) });
    try {
      return await fetch(request);
    } finally {
      await fetch.close();
    }
  };
}
