import { createAddressGuard } from './address-guard.js';
import { configuredUrlFault } from './configured-url.js';

const closed = createAddressGuard({ allowedNetworks: [] });

/** As whoever writes a configuration meets it: what is no URL at all is invalid too. */
function judge(text: string, guard = closed): string {
  const url = URL.parse(text);
  return url === null ? 'invalid' : (configuredUrlFault(url, guard)?.code ?? 'passes');
}

describe('G9: spellings of a refused address', () => {
  it.each([
    // IPv4: decimal, octal, hexadecimal, short, mixed, with dots and zeros
    'http://2130706433/',
    'http://017700000001/',
    'http://0x7f000001/',
    'http://0X7F000001/',
    'http://0x7F.0x0.0x0.0x1/',
    'http://0177.0.0.1/',
    'http://00000000177.000.0.01/',
    'http://0177.0x0.0.1/',
    'http://127.1/',
    'http://127.0.1/',
    'http://127.65535/',
    'http://0/',
    'http://0.0/',
    'http://0x0/',
    'http://127.0.0.1./',
    'http://2852039166/latest/meta-data/',
    'http://0xA9FEA9FE/',
    'http://0251.0376.0251.0376/',
    'http://169.254.43518/',
    'http://3232235521/',
    'http://127.127.127.127/',
    'http://255.255.255.255/',
    // IDNA: fullwidth and circled digits, every kind of full stop, soft hyphen, invisible and combining characters
    'http://１２７.０.０.１/',
    'http://①②⑦.⓪.⓪.①/',
    'http://𝟏𝟐𝟕.𝟎.𝟎.𝟏/',
    'http://127。0。0。1/',
    'http://127．0．0．1/',
    'http://127｡0｡0｡1/',
    'http://1\u00AD27.0.0.1/',
    'http://127.\u200B0.0.1/',
    'http://127.0.0.1\u2060/',
    'http://\uFEFF127.0.0.1/',
    'http://ｌｏｃａｌｈｏｓｔ/',
    'http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/',
    'http://loc\u00ADalhost/',
    'http://LoCaLhOsT/',
    'http://locaLhoſt/',
    'http://127%2e0%2e0%2e1/',
    'http://%31%32%37.0.0.1/',
    'http://%6c%6f%63alhost/',
    'http://%EF%BC%91%EF%BC%92%EF%BC%97.0.0.1/',
    // white space and backslashes, which the parser takes out or turns around
    'http://127.0\t.0.1/',
    'http://127.0.\r\n0.1/',
    ' http://127.0.0.1/ ',
    'http:\\\\127.0.0.1\\',
    'http:127.0.0.1/',
    'http:/127.0.0.1/',
    'http:////127.0.0.1/',
    'http://127.0.0.1\\@example.com/',
    'http://127.0.0.1#@example.com/',
    'http://127.0.0.1?@example.com/',
    'http://127.0.0.1\\.example.com/',
    // ports
    'http://127.0.0.1:/',
    'http://127.0.0.1:00080/',
    'https://127.0.0.1:22/',
    'http://127.0.0.1:80\\@1.1.1.1/',
    // IPv6
    'http://[::]/',
    'http://[::]:25/',
    'http://[0000::1]:80/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::FFFF:7F00:1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::7f00:1]/',
    'http://[::127.0.0.1]/',
    'http://[0:0:0:0:0:ffff:a9fe:a9fe]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[64:ff9b:1::a9fe:a9fe]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:53aa:64c::80ff:fffe]/',
    'http://[FD00:EC2::254]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[5f00::1]/',
    'http://[3fff::1]/',
    // names that are the machine's own wherever they are looked up
    'http://localhost/',
    'http://localhost./',
    'http://localhost:5432/',
    'http://anything.localhost/',
    'http://a.b.LOCALHOST./',
    'http://localhost.localdomain/',
    'http://ip6-localhost/',
    'http://ip6-loopback/',
    'http://localhost6/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://METADATA.google.internal./',
    'http://metadata.goog/',
  ])('%j is refused', (text) => {
    expect(judge(text)).toBe('address-not-allowed');
  });
});

describe('what nobody can mean', () => {
  it.each([
    ['user info', 'http://127.0.0.1@example.com/'],
    ['user info', 'http://example.com@127.0.0.1/'],
    ['user info with a second @', 'http://a@b@example.com/'],
    ['user info before a port', 'http://example.com:80@127.0.0.1/'],
    ['user info with spaces', 'http://1.1.1.1 &@2.2.2.2# @3.3.3.3/'],
    ['a password alone', 'http://:x@example.com/'],
    ['another scheme', 'gopher://127.0.0.1:25/_HELO'],
    ['another scheme', 'dict://127.0.0.1:11211/'],
    ['another scheme', 'file:///etc/passwd'],
    ['another scheme', 'ftp://example.com/'],
    ['another scheme', 'ws://example.com/'],
    ['another scheme', 'data:text/plain,a'],
    ['another scheme', 'javascript:alert(1)'],
    ['another scheme', 'netdoc:///etc/passwd'],
    ['no scheme', '//127.0.0.1/'],
    ['no host', 'http://'],
    ['no host', 'http:///'],
    ['an empty label', 'http://a..example/'],
    ['an empty label first', 'http://.localhost/'],
    ['two dots at the end', 'http://127.0.0.1../'],
    ['two dots at the end', 'http://localhost../'],
    ['nothing but a dot', 'http://./'],
    ['a label that is too long', `http://${'a'.repeat(64)}.example/`],
    ['a name that is too long', `http://${'a.'.repeat(125)}example/`],
    ['a port that is none', 'http://example.com:65536/'],
    ['a port that is none', 'http://example.com:80a/'],
    ['port 0', 'http://example.com:0/'],
    ['a zone', 'http://[fe80::1%25eth0]/'],
    ['a zone', 'http://[::1%lo]/'],
    ['a byte that no name has', 'http://example.com%00.evil/'],
    ['an encoded slash', 'http://example.com%2f@127.0.0.1%2f/'],
    ['a space', 'http://exa mple.com/'],
    ['an address with a part too large', 'http://256.256.256.256/'],
    ['an address that overflows', 'http://4294967297/'],
    ['an address with five parts', 'http://127.0.0.0.1/'],
    ['a joiner where none may be', 'http://lo\u200Dcalhost/'],
    ['a broken bracket', 'http://[::1/'],
  ])('%s: %j', (_what, text) => {
    expect(judge(text)).toBe('invalid');
  });
});

it.each([
  'https://example.com/hooks?url=http://127.0.0.1/',
  'https://example.com./',
  'http://example.com:8080/',
  'https://faß.de/',
  'https://bücher.example/',
  'http://1.1.1.1/',
  'http://134744072/',
  'https://[2606:4700::1111]:8443/',
  'https://[::ffff:8.8.8.8]/',
  'https://localhost.example.com/',
  'https://my-localhost/',
  'https://127.0.0.1.nip.io/',
  'https://inside.internal/',
  'https://printer.local/',
  'https://under_score.example/',
])('%s is judged by what it resolves to, if it is a name at all', (url) => {
  expect(judge(url)).toBe('passes');
});

it('is opened by the network that it spells, and by no other', () => {
  const guard = createAddressGuard({ allowedNetworks: ['127.0.0.0/8'] });
  const urls = ['http://2130706433/', 'http://[::ffff:7f00:1]/', 'http://localhost/', 'http://[::1]/', 'http://metadata.google.internal/'];
  expect(urls.map((url) => judge(url, guard))).toEqual(['passes', 'passes', 'passes', 'address-not-allowed', 'address-not-allowed']);
});

it('passes where the operator opened it, by network or by name and port', () => {
  const guard = createAddressGuard({ allowedNetworks: ['127.0.0.0/8'], allowedHosts: [{ host: '10.0.0.5', port: 443 }] });
  const judge = (url: string) => configuredUrlFault(new URL(url), guard)?.code ?? 'passes';
  expect(['http://localhost/', 'http://127.0.0.1/', 'https://10.0.0.5/', 'http://10.0.0.5/', 'http://10.0.0.6/'].map(judge)).toEqual([
    'passes',
    'passes',
    'passes',
    'address-not-allowed',
    'address-not-allowed',
  ]);
});
