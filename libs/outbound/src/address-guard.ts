import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { bareHost } from './host-fault.js';
import { IPV6_GLOBAL_UNICAST, REFUSED_IPV4_NETWORKS, REFUSED_IPV6_NETWORKS } from './refused-networks.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Network = [Address, number];

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export interface AddressGuardOptions {
  /** CIDRs (or single addresses) that may be reached although they are not global; IPv4-mapped ones count as IPv4. */
  readonly allowedNetworks: readonly string[];
  /**
   * What the environment itself names, by name and port, wherever it resolves to. Give these only to the guard of the protocol
   * that they are meant for: a guard for HTTP that allows the mail server's port lets any destination talk to it.
   */
  readonly allowedHosts?: readonly HostAndPort[];
}

export interface AddressGuard {
  /** True unless the text is an IP address that may be connected to. */
  isRefused(address: string): boolean;
  /** True where the environment names exactly this host and port. */
  isNamed(host: string, port: number): boolean;
}

/** Throws `TypeError` for a network that is none. */
export function createAddressGuard(options: AddressGuardOptions): AddressGuard {
  const allowed = options.allowedNetworks.map(parseNetwork);
  const named = new Set((options.allowedHosts ?? []).map(({ host, port }) => hostKey(host, port)));
  return {
    isRefused: (text) => {
      const address = parseAddress(text);
      if (address === null) return true;
      return !isGlobalUnicast(address) && !allowed.some((network) => contains(network, address));
    },
    isNamed: (host, port) => named.size > 0 && named.has(hostKey(host, port)),
  };
}

const REFUSED_IPV4 = REFUSED_IPV4_NETWORKS.map(parseNetwork);
const REFUSED_IPV6 = REFUSED_IPV6_NETWORKS.map(parseNetwork);
const GLOBAL_IPV6 = parseNetwork(IPV6_GLOBAL_UNICAST);

function isGlobalUnicast(address: Address): boolean {
  if (address.kind() === 'ipv4') return !REFUSED_IPV4.some((network) => contains(network, address));
  return contains(GLOBAL_IPV6, address) && !isIsatap(address) && !REFUSED_IPV6.some((network) => contains(network, address));
}

/** The last 64 bits name an IPv4 host, private ones too, behind a router that unwraps (RFC 5214 section 6.1). */
function isIsatap(address: Address): boolean {
  if (!(address instanceof ipaddr.IPv6)) return false;
  const [, , , , flags, marker] = address.parts;
  return marker === 0x5efe && (flags === 0 || flags === 0x0200);
}

/** A zone id ties an address to an interface of this machine, so it is never global; `isIP` first, since ipaddr.js takes `127.1` too. */
function parseAddress(text: string): Address | null {
  const version = text.includes('%') ? 0 : isIP(text);
  if (version === 0) return null;
  // ipaddr.js reads ::a.b.c.d as ::ffff:a.b.c.d, which is another address; the URL parser spells both in hexadecimal.
  const address = ipaddr.parse(version === 4 ? text : new URL(`http://[${text}]`).hostname.slice(1, -1));
  // The kernel connects ::ffff:a.b.c.d to a.b.c.d (RFC 4291 section 2.5.5.2).
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function parseNetwork(text: string): Network {
  const [addressText = '', bitsText, ...rest] = text.trim().split('/');
  if (isIP(addressText) === 0 || addressText.includes('%') || rest.length > 0)
    throw new TypeError(`"${text}" is not a network in CIDR notation`);
  const address = ipaddr.parse(addressText);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const bits = bitsText === undefined ? width : /^\d{1,3}$/.test(bitsText) ? Number(bitsText) : NaN;
  if (!(bits <= width)) throw new TypeError(`"${text}" is not a network in CIDR notation`);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) return [address.toIPv4Address(), bits - 96];
  return [address, bits];
}

function contains([network, bits]: Network, address: Address): boolean {
  if (network instanceof ipaddr.IPv4) return address instanceof ipaddr.IPv4 && address.match(network, bits);
  return address instanceof ipaddr.IPv6 && address.match(network, bits);
}

const hostKey = (host: string, port: number) => `${bareHost(host).toLowerCase().replace(/\.$/, '')}:${port}`;
