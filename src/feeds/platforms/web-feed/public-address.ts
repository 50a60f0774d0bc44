import ipaddr from 'ipaddr.js';

/** All that is handed out for the public IPv6 internet (https://www.iana.org/assignments/ipv6-address-space). */
const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet: neither private, loopback, link-local (where clouds keep their
 * metadata), carrier-grade NAT, multicast or reserved, nor one of these inside of an IPv6 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  // Turns an IPv4-mapped IPv6 address into the IPv4 address that it reaches.
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}
