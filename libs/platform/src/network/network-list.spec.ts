import { createNetworkList, isNetwork } from './network-list.js';

describe('a list of networks', () => {
  it.each(['192.0.2.7', '192.0.2.0/24', '0.0.0.0/0', '2001:db8::/32', '::1', '10.1.2.3/8'])('takes %s', (text) => {
    expect(isNetwork(text)).toBe(true);
  });

  it.each(['', '192.0.2', '192.0.2.0/33', '192.0.2.0/', '192.0.2.0/-1', '::/129', '::1%eth0', 'example.com', '1.2.3.4/8/8', '127.1'])(
    'refuses %j',
    (text) => {
      expect(isNetwork(text)).toBe(false);
      expect(() => createNetworkList([text])).toThrow(TypeError);
    },
  );

  it.each<[string, boolean]>([
    ['192.0.2.200', true],
    ['::ffff:192.0.2.200', true],
    ['192.0.3.1', false],
    ['10.255.0.1', true],
    ['11.0.0.1', false],
    ['2001:db8:1::1', true],
    ['2001:db9::1', false],
    ['fe80::1%eth0', false],
    ['unknown', false],
    ['192.0.2.200:443', false],
    ['', false],
  ])('knows whether %s lies in it', (address, expected) => {
    const includes = createNetworkList(['192.0.2.0/24', '10.1.2.3/8', '2001:db8::/32']);
    expect(includes(address)).toBe(expected);
  });

  it('without networks holds nobody', () => {
    expect(createNetworkList([])('127.0.0.1')).toBe(false);
  });
});
