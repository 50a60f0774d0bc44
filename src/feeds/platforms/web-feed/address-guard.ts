import type { LookupAddress, LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

import { LinkError } from '../platform.errors';
import { isPublicAddress } from './public-address';

/** All addresses of a host name. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

type LookupCallback = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

const NOT_PUBLIC = 'this address is not on the public internet, so it cannot be followed.';

/**
 * What an address says by itself; what its name resolves to is checked by `lookupOf` as the connection is made.
 * `URL` has already turned decimal, octal and hexadecimal forms of IPv4 into the dotted one.
 * @throws LinkError
 */
export function assertAllowed(url: URL, privateOrigins: ReadonlySet<string>): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new LinkError('only links that begin with https:// can be followed.');
  }
  if (privateOrigins.has(url.origin)) return;
  // Standard ports are empty in a URL; port 80 of https is not one that a feed is served from.
  if (url.port !== '') throw new LinkError('links to a port of their own cannot be followed.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw new LinkError(NOT_PUBLIC);
}

/**
 * A lookup for sockets. The connection is made to the very addresses that were checked, so a name that changes its
 * mind between check and use gains nothing. One private address among public ones condemns them all.
 */
export function lookupOf(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname: string, options: LookupOptions, callback: LookupCallback) => {
    void resolve(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isAllowed(address))) {
          callback(new LinkError(NOT_PUBLIC), '');
        } else if (options.all) {
          callback(null, [...addresses]);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), '');
      },
    );
  };
}
