import { createAddressGuard } from './address-guard.js';

const closed = createAddressGuard({ allowedNetworks: [] });

describe('G9: the address guard', () => {
  it.each([
    ['unspecified', '0.0.0.0'],
    ['this network', '0.1.2.3'],
    ['private', '10.0.0.1'],
    ['private', '172.16.0.1'],
    ['private, last', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['Alibaba metadata', '100.100.100.200'],
    ['loopback', '127.0.0.1'],
    ['loopback, last', '127.255.255.255'],
    ['metadata', '169.254.169.254'],
    ['Azure WireServer', '168.63.129.16'],
    ['IETF assignments', '192.0.0.192'],
    ['documentation', '192.0.2.1'],
    ['documentation', '198.51.100.7'],
    ['documentation', '203.0.113.7'],
    ['benchmarking', '198.19.255.255'],
    ['6to4 relay', '192.88.99.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['unspecified', '::'],
    ['loopback', '::1'],
    ['mapped loopback', '::ffff:127.0.0.1'],
    ['mapped metadata, hexadecimal', '::ffff:a9fe:a9fe'],
    ['compatible', '::127.0.0.1'],
    ['compatible, even of a public address', '::8.8.8.8'],
    ['NAT64', '64:ff9b::7f00:1'],
    ['NAT64 for local use', '64:ff9b:1::1'],
    ['discard only', '100::1'],
    ['Teredo', '2001::1'],
    ['ORCHID', '2001:20::1'],
    ['documentation', '2001:db8::1'],
    ['6to4', '2002:7f00:1::'],
    ['documentation', '3fff::1'],
    ['SRv6', '5f00::1'],
    ['unassigned', '4000::1'],
    ['unique local', 'fc00::1'],
    ['AWS metadata', 'fd00:ec2::254'],
    ['link-local', 'fe80::1'],
    ['link-local with a zone', 'fe80::1%eth0'],
    ['global with a zone', '2606:4700::1111%eth0'],
    ['site-local', 'fec0::1'],
    ['multicast', 'ff02::1'],
    ['a short spelling', '127.1'],
    ['a decimal spelling', '2130706433'],
    ['a name', 'example.com'],
    ['nothing', ''],
  ])('refuses %s (%s)', (_what, address) => {
    expect(closed.isRefused(address)).toBe(true);
  });

  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '172.32.0.1',
    '100.128.0.1',
    '223.255.255.255',
    '2606:4700::1111',
    '2a00::1',
    '::ffff:1.1.1.1',
  ])('lets %s pass', (address) => {
    expect(closed.isRefused(address)).toBe(false);
  });

  it('opens the networks that the operator allows, mapped addresses by their IPv4 network, and no more', () => {
    const guard = createAddressGuard({ allowedNetworks: ['10.1.0.0/16', 'fd00::/8', '127.0.0.1', '::ffff:192.168.0.0/112'] });
    const opened = ['10.1.2.3', '::ffff:10.1.2.3', 'fd12::1', '127.0.0.1', '192.168.3.4'];
    const stillClosed = ['10.2.0.1', '::ffff:10.2.0.1', '127.0.0.2', 'fe80::1', '192.169.0.0.1', '::10.1.2.3'];
    expect(opened.filter((address) => guard.isRefused(address))).toEqual([]);
    expect(stillClosed.filter((address) => !guard.isRefused(address))).toEqual([]);
  });

  it.each(['10.0.0.0/33', '10.0.0/8', '10.0.0.0/', '10.0.0.0/8/8', 'fd00::/129', 'internal', 'fe80::%eth0/64', '10.0.0.0/-1'])(
    'does not take "%s" for a network',
    (network) => {
      expect(() => createAddressGuard({ allowedNetworks: [network] })).toThrow(TypeError);
    },
  );
});
