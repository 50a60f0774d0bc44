import { assertAllowed } from './address-guard';
import { isPublicAddress } from './public-address';

const NONE: ReadonlySet<string> = new Set();

describe('isPublicAddress', () => {
  it.each(['93.184.216.34', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '2a00:1450::8a'])(
    'takes %s for public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['loopback', '127.0.0.1'],
    ['all of loopback', '127.8.9.1'],
    ['"this host"', '0.0.0.0'],
    ['private', '10.1.2.3'],
    ['private', '172.16.0.1'],
    ['private', '172.31.255.255'],
    ['private', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.1'],
    ['link-local, where clouds keep their metadata', '169.254.169.254'],
    ['benchmarks', '198.18.0.1'],
    ['documentation', '192.0.2.1'],
    ['multicast', '224.0.0.1'],
    ['reserved', '240.0.0.1'],
    ['broadcast', '255.255.255.255'],
    ['loopback in IPv6', '::1'],
    ['unspecified in IPv6', '::'],
    ['unique local', 'fd00:ec2::254'],
    ['link-local in IPv6', 'fe80::1'],
    ['site-local', 'fec0::1'],
    ['multicast in IPv6', 'ff02::1'],
    ['IPv4-mapped loopback', '::ffff:127.0.0.1'],
    ['IPv4-mapped metadata', '::ffff:a9fe:a9fe'],
    ['IPv4-compatible loopback', '::7f00:1'],
    ['loopback through NAT64', '64:ff9b::7f00:1'],
    ['loopback through 6to4', '2002:7f00:1::'],
    ['Teredo', '2001::1'],
    ['documentation in IPv6', '2001:db8::1'],
    ['with a zone', 'fe80::1%eth0'],
    ['decimal', '2130706433'],
    ['octal', '0177.0.0.1'],
    ['hexadecimal', '0x7f.1'],
    ['no address at all', 'localhost'],
    ['nothing', ''],
  ])('refuses %s: %s', (_what, address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('assertAllowed', () => {
  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0177.0.0.1/',
    'http://0x7f000001/feed',
    'http://127.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://example.org:8443/',
    'https://example.org:80/',
    'ftp://example.org/',
    'file:///etc/passwd',
  ])('refuses %s', (address) => {
    expect(() => {
      assertAllowed(new URL(address), NONE);
    }).toThrow(/cannot be followed|can be followed/);
  });

  it('lets the public internet through, on its usual ports', () => {
    for (const address of ['http://example.org:80/', 'https://example.org:443/', 'https://1.1.1.1/feed']) {
      assertAllowed(new URL(address), NONE);
    }
  });

  it('lets a private origin through that is named, and no other', () => {
    const named = new Set(['http://10.0.0.1:8080']);
    assertAllowed(new URL('http://10.0.0.1:8080/feed'), named);
    for (const address of ['http://10.0.0.1/', 'https://10.0.0.1:8080/', 'http://10.0.0.2:8080/']) {
      expect(() => {
        assertAllowed(new URL(address), named);
      }).toThrow(/cannot be followed/);
    }
  });
});
