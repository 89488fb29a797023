import { createAddressGuard } from './address-guard.js';

const closed = createAddressGuard({ allowedNetworks: [] });

/** What, its first and last address, and the addresses right before and after it, where those are ordinary ones. */
const IPV4: [what: string, first: string, last: string, before: string | null, after: string | null][] = [
  ['this network', '0.0.0.0', '0.255.255.255', null, '1.0.0.0'],
  ['private', '10.0.0.0', '10.255.255.255', '9.255.255.255', '11.0.0.0'],
  ['carrier-grade NAT', '100.64.0.0', '100.127.255.255', '100.63.255.255', '100.128.0.0'],
  ['loopback', '127.0.0.0', '127.255.255.255', '126.255.255.255', '128.0.0.0'],
  ['Azure WireServer', '168.63.129.16', '168.63.129.16', '168.63.129.15', '168.63.129.17'],
  ['link-local', '169.254.0.0', '169.254.255.255', '169.253.255.255', '169.255.0.0'],
  ['private', '172.16.0.0', '172.31.255.255', '172.15.255.255', '172.32.0.0'],
  ['IETF protocol assignments', '192.0.0.0', '192.0.0.255', '191.255.255.255', '192.0.1.0'],
  ['documentation 1', '192.0.2.0', '192.0.2.255', '192.0.1.255', '192.0.3.0'],
  ['AS112', '192.31.196.0', '192.31.196.255', '192.31.195.255', '192.31.197.0'],
  ['AMT', '192.52.193.0', '192.52.193.255', '192.52.192.255', '192.52.194.0'],
  ['6to4 relay', '192.88.99.0', '192.88.99.255', '192.88.98.255', '192.88.100.0'],
  ['private', '192.168.0.0', '192.168.255.255', '192.167.255.255', '192.169.0.0'],
  ['AS112', '192.175.48.0', '192.175.48.255', '192.175.47.255', '192.175.49.0'],
  ['benchmarking', '198.18.0.0', '198.19.255.255', '198.17.255.255', '198.20.0.0'],
  ['documentation 2', '198.51.100.0', '198.51.100.255', '198.51.99.255', '198.51.101.0'],
  ['documentation 3', '203.0.113.0', '203.0.113.255', '203.0.112.255', '203.0.114.0'],
  ['multicast', '224.0.0.0', '239.255.255.255', '223.255.255.255', null],
  ['reserved, and broadcast', '240.0.0.0', '255.255.255.255', null, null],
];

const F7 = 'ffff:ffff:ffff:ffff:ffff:ffff:ffff';
const F6 = 'ffff:ffff:ffff:ffff:ffff:ffff';
const F5 = 'ffff:ffff:ffff:ffff:ffff';
const IPV6: typeof IPV4 = [
  ['all below global unicast', '::', `1fff:${F7}`, null, null],
  ['IPv4-compatible', '::', '::255.255.255.255', null, null],
  ['IPv4-translated', '::ffff:0:0:0', '::ffff:0:ffff:ffff', null, null],
  ['NAT64', '64:ff9b::', '64:ff9b::ffff:ffff', null, null],
  ['NAT64 for local use', '64:ff9b:1::', '64:ff9b:1:ffff:ffff:ffff:ffff:ffff', null, null],
  ['discard only', '100::', '100::ffff:ffff:ffff:ffff', null, null],
  ['dummy prefix', '100:0:0:1::', '100:0:0:1:ffff:ffff:ffff:ffff', null, null],
  ['IETF protocol assignments', '2001::', `2001:1ff:${F6}`, `2000:${F7}`, '2001:200::'],
  ['Teredo', '2001::', `2001:0:${F6}`, null, null],
  ['benchmarking', '2001:2::', `2001:2:0:${F5}`, null, null],
  ['AMT', '2001:3::', `2001:3:${F6}`, null, null],
  ['AS112', '2001:4:112::', `2001:4:112:${F5}`, null, null],
  ['ORCHID', '2001:10::', `2001:1f:${F6}`, null, null],
  ['ORCHIDv2', '2001:20::', `2001:2f:${F6}`, null, null],
  ['drone identities', '2001:30::', `2001:3f:${F6}`, null, null],
  ['documentation', '2001:db8::', `2001:db8:${F6}`, `2001:db7:${F6}`, '2001:db9::'],
  ['6to4', '2002::', `2002:${F7}`, `2001:ffff:${F6}`, '2003::'],
  ['AS112', '2620:4f:8000::', `2620:4f:8000:${F5}`, `2620:4f:7fff:${F5}`, '2620:4f:8001::'],
  ['the former 6bone', '3ffe::', `3ffe:${F7}`, `3ffd:${F7}`, null],
  ['documentation', '3fff::', `3fff:fff:${F6}`, null, '3fff:1000::'],
  ['all above global unicast', '4000::', `ffff:${F7}`, `3fff:${F7}`, null],
  ['SRv6', '5f00::', `5f00:${F7}`, null, null],
  ['unique local', 'fc00::', `fdff:${F7}`, null, null],
  ['link-local', 'fe80::', `febf:${F7}`, null, null],
  ['site-local', 'fec0::', `feff:${F7}`, null, null],
  ['multicast', 'ff00::', `ffff:${F7}`, null, null],
  ['ISATAP', '2a00:1:2:3:0:5efe:a00:1', '2a00:1:2:3:200:5efe:a00:1', '2a00:1:2:3:0:5efd:a00:1', '2a00:1:2:3:100:5efe:a00:1'],
];

/** Every one of IPv4 again as a dual-stack socket spells it: the kernel connects it to the same place. */
const mapped = (address: string | null) => address && `::ffff:${address}`;
const MAPPED = IPV4.map(
  ([what, first, ...rest]) => [`${what}, mapped`, `::ffff:${first}`, ...rest.map(mapped)] as unknown as (typeof IPV4)[number],
);

describe('G9: every network that is refused', () => {
  it.each([...IPV4, ...MAPPED, ...IPV6])('%s from %s to %s, and no further', (_what, first, last, before, after) => {
    expect([first, last].filter((address) => !closed.isRefused(address))).toEqual([]);
    expect([before, after].filter((address) => address !== null && closed.isRefused(address))).toEqual([]);
  });

  it.each([
    ['AWS, Google, Azure, Oracle, IBM', '169.254.169.254'],
    ['AWS containers', '169.254.170.2'],
    ['AWS EKS pod identity', '169.254.170.23'],
    ['AWS time', '169.254.169.123'],
    ['Tencent', '169.254.0.23'],
    ['Alibaba', '100.100.100.200'],
    ['Oracle', '192.0.0.192'],
    ['Azure WireServer', '168.63.129.16'],
    ['AWS over IPv6', 'fd00:ec2::254'],
    ['AWS containers over IPv6', 'fd00:ec2::23'],
    ['Google over IPv6', 'fd20:ce::254'],
    ['Azure WireServer, mapped', '::ffff:a83f:8110'],
    ['by NAT64', '64:ff9b::a9fe:a9fe'],
    ['by 6to4', '2002:a9fe:a9fe::1'],
    ['by Teredo', '2001:0:a9fe:a9fe::1'],
    ['by SIIT', '::ffff:0:a9fe:a9fe'],
  ])('metadata: %s at %s', (_what, address) => {
    expect(closed.isRefused(address)).toBe(true);
  });

  it.each(['1.1.1.1', '8.8.8.8', '192.0.1.1', '203.0.114.1', '2001:4860:4860::8888', '2606:4700::1111', '2a00:1450::1', '::ffff:8.8.8.8'])(
    '%s is none of them',
    (address) => {
      expect(closed.isRefused(address)).toBe(false);
    },
  );
});

describe('POSTHORN_ALLOWED_NETWORKS opens', () => {
  const refusedBy = (networks: readonly string[], addresses: readonly string[]) => {
    const guard = createAddressGuard({ allowedNetworks: networks });
    return addresses.filter((address) => guard.isRefused(address));
  };

  it('an IPv4 network and its mapped form, and no other that carries the same address', () => {
    const others = ['::10.1.2.3', '::ffff:0:10.1.2.3', '64:ff9b::10.1.2.3', '2002:a01:203::1', '2a00::5efe:10.1.2.3', '::ffff:10.1.2.3%lo'];
    expect(refusedBy(['10.0.0.0/8'], ['10.1.2.3', '::ffff:10.1.2.3', '::ffff:a01:203', '0:0:0:0:0:FFFF:0A01:0203'])).toEqual([]);
    expect(refusedBy(['10.0.0.0/8'], ['9.9.9.9', ...others, '11.0.0.0'])).toEqual(others);
  });

  it('a mapped network as the IPv4 network that it is', () => {
    expect(refusedBy(['::ffff:10.0.0.0/104'], ['10.1.2.3', '::ffff:10.1.2.3', '172.16.0.1'])).toEqual(['172.16.0.1']);
  });

  it('all of one family without the other', () => {
    const addresses = ['127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254', '::1', 'fd00:ec2::254', '64:ff9b::7f00:1'];
    expect(refusedBy(['0.0.0.0/0'], addresses)).toEqual(['::1', 'fd00:ec2::254', '64:ff9b::7f00:1']);
    expect(refusedBy(['::/0'], addresses)).toEqual(['127.0.0.1', '::ffff:127.0.0.1', '169.254.169.254']);
  });

  it('up to the last bit, one by one', () => {
    expect(refusedBy(['192.168.7.4/31', 'fd00::4/127'], ['192.168.7.3', '192.168.7.4', '192.168.7.5', '192.168.7.6'])).toEqual([
      '192.168.7.3',
      '192.168.7.6',
    ]);
    expect(refusedBy(['fd00::4/127'], ['fd00::3', 'fd00::4', 'fd00::5', 'fd00::6'])).toEqual(['fd00::3', 'fd00::6']);
  });
});
