import { OutboundError } from '@posthorn/contracts';
import { createAddressGuard } from './address-guard.js';
import { resolveVetted, type Resolver } from './resolve-vetted.js';

const closed = createAddressGuard({ allowedNetworks: [] });

const answering =
  (...addresses: readonly string[]): Resolver =>
  async () =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

/** The addresses that a connection would get, or the code of the refusal. */
const outcome = (host: string, resolve: Resolver, guard = closed, port = 443) =>
  resolveVetted(host, port, guard, resolve).then(
    (addresses) => addresses.map(({ address }) => address),
    (error: unknown) => (error instanceof OutboundError ? error.code : String(error)),
  );

const noLookup: Resolver = () => Promise.reject(new Error('it was looked up'));

describe('G9: what a name resolves to', () => {
  it.each([
    ['a private address', ['10.0.0.1']],
    ['a private address behind a public one', ['1.1.1.1', '10.0.0.1']],
    ['a loopback AAAA beside a public A', ['1.1.1.1', '::1']],
    ['a private A beside a public AAAA', ['2606:4700::1111', '192.168.0.1']],
    ['a mapped loopback', ['::ffff:127.0.0.1']],
    ['metadata by NAT64', ['64:ff9b::a9fe:a9fe']],
    ['a link-local address with its zone', ['fe80::1%eth0']],
    ['a public address with a zone', ['2606:4700::1111%eth0']],
    ['no address at all', ['elsewhere.example']],
    ['one private address behind very many', [...Array.from({ length: 4_000 }, (_none, n) => `8.8.${n >> 8}.${n & 255}`), '127.0.0.1']],
  ])('refuses the whole name for %s', async (_what, addresses) => {
    expect(await outcome('inside.example', answering(...addresses))).toBe('address-not-allowed');
  });

  it('hands on what was vetted, in order, and not more than can be tried', async () => {
    expect(await outcome('a.example', answering('2606:4700::1111', '1.1.1.1'))).toEqual(['2606:4700::1111', '1.1.1.1']);
    const many = Array.from({ length: 4_000 }, (_none, n) => `8.8.${n >> 8}.${n & 255}`);
    expect(await outcome('many.example', answering(...many))).toEqual(many.slice(0, 16));
  });

  it('is no answer where there is none', async () => {
    expect(await outcome('empty.example', answering())).toBe('network');
  });

  it.each(['127.0.0.1', '::1', '::ffff:a00:1', 'localhost', 'LOCALHOST.', 'x.localhost', 'metadata.google.internal'])(
    'refuses %s without a lookup',
    async (host) => {
      expect(await outcome(host, noLookup)).toBe('address-not-allowed');
    },
  );

  it.each(['a..example', '127.0.0.1..', '.', `${'a'.repeat(64)}.example`])('does not look %j up', async (host) => {
    expect(await outcome(host, noLookup)).toBe('invalid-url');
  });

  it('does not say which address it was', async () => {
    const refusal = resolveVetted('inside.example', 443, closed, answering('10.20.30.40'));
    await expect(refusal).rejects.toMatchObject({ message: expect.not.stringContaining('10.20.30.40') });
  });

  it('may be anything where the environment names host and port', async () => {
    const guard = createAddressGuard({ allowedNetworks: [], allowedHosts: [{ host: 'IdP.internal.', port: 443 }] });
    expect(await outcome('idp.internal', answering('10.0.0.1'), guard)).toEqual(['10.0.0.1']);
    expect(await outcome('idp.internal', answering('10.0.0.1'), guard, 444)).toBe('address-not-allowed');
  });
});
