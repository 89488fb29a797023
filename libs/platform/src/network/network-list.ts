import { BlockList, isIP } from 'node:net';

interface Network {
  readonly address: string;
  readonly bits: number;
  readonly family: 'ipv4' | 'ipv6';
}

/** An IP address or a network in CIDR notation, e.g. `192.0.2.7`, `192.0.2.0/24`, `2001:db8::/32`. */
export function isNetwork(text: string): boolean {
  return parseNetwork(text) !== null;
}

/**
 * Whether an address lies in one of the networks. IPv4 also as a dual-stack socket spells it (`::ffff:192.0.2.7`); a text that is no
 * address lies in none. Throws `TypeError` for a network that {@link isNetwork} refuses.
 */
export function createNetworkList(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const text of networks) {
    const network = parseNetwork(text);
    if (!network) throw new TypeError(`"${text}" is not a network in CIDR notation`);
    list.addSubnet(network.address, network.bits, network.family);
  }
  return (address) => {
    const family = address.includes('%') ? 0 : isIP(address);
    return family !== 0 && list.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
}

function parseNetwork(text: string): Network | null {
  const [address = '', bitsText, ...rest] = text.split('/');
  const version = address.includes('%') ? 0 : isIP(address);
  if (version === 0 || rest.length > 0) return null;
  const width = version === 4 ? 32 : 128;
  const bits = bitsText === undefined ? width : /^\d{1,3}$/.test(bitsText) ? Number(bitsText) : Number.NaN;
  if (!(bits <= width)) return null;
  return { address, bits, family: version === 4 ? 'ipv4' : 'ipv6' };
}
