/**
 * What is not ordinary global unicast, from the IANA special-purpose registries
 * (https://www.iana.org/assignments/iana-ipv4-special-registry, .../iana-ipv6-special-registry), and the addresses at which
 * clouds answer with credentials.
 */
export const REFUSED_IPV4_NETWORKS = [
  '0.0.0.0/8', // "this network": Linux connects 0.0.0.0 to loopback
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT; Alibaba's metadata 100.100.100.200
  '127.0.0.0/8',
  '168.63.129.16/32', // Azure's WireServer: a public address that only a virtual machine reaches
  '169.254.0.0/16', // link-local; metadata 169.254.169.254, 169.254.170.2
  '172.16.0.0/12',
  '192.0.0.0/24', // IETF protocol assignments; Oracle's metadata 192.0.0.192
  '192.0.2.0/24', // documentation
  '192.31.196.0/24', // AS112: a name server near the relay
  '192.52.193.0/24', // automatic multicast tunnelling: a gateway near the relay
  '192.88.99.0/24', // 6to4 relay anycast
  '192.168.0.0/16',
  '192.175.48.0/24', // AS112
  '198.18.0.0/15', // benchmarking
  '198.51.100.0/24', // documentation
  '203.0.113.0/24', // documentation
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved, and limited broadcast
] as const;

/**
 * Global unicast; everything outside is refused: unspecified, loopback, IPv4-compatible and -translated, NAT64 (64:ff9b::/96 and
 * 64:ff9b:1::/48), discard-only 100::/64, SRv6 5f00::/16, unique local with fd00:ec2::254 and fd20:ce::254, link-local, site-local, multicast,
 * and what nobody has been given. IPv4-mapped addresses are judged as IPv4.
 */
export const IPV6_GLOBAL_UNICAST = '2000::/3';

/** The parts of global unicast that are not ordinary. */
export const REFUSED_IPV6_NETWORKS = [
  '2001::/23', // IETF protocol assignments: Teredo, benchmarking, AMT, AS112, ORCHID and ORCHIDv2, drone identities
  '2001:db8::/32', // documentation
  '2002::/16', // 6to4: carries any IPv4 address
  '2620:4f:8000::/48', // AS112
  '3ffe::/16', // the 6bone, given back: a name server that still answers with it is lying
  '3fff::/20', // documentation
] as const;
