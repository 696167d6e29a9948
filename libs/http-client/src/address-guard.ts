import { AppError } from '@psa-bridge/core';
import ipaddr from 'ipaddr.js';
import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

export interface AddressGuardOptions {
  /** Private networks (CIDR) and host names that may be called all the same, such as `10.1.0.0/16` or `localhost`. */
  allowPrivate?: readonly string[];
}

export interface AddressGuard {
  /** @throws AppError `blocked_address`, `unsupported_scheme`, `invalid_url` */
  checkUrl(url: string): URL;
  /** Name resolution for connections: what it answers was checked, so a name that changes its address gains nothing. */
  lookup: LookupFunction;
}

/** Addresses outside the public internet are not called unless configuration allows them (server-side request forgery). */
export function createAddressGuard({ allowPrivate = [] }: AddressGuardOptions = {}): AddressGuard {
  const networks = allowPrivate.filter((entry) => entry.includes('/')).map((entry) => ipaddr.parseCIDR(entry));
  const hosts = new Set(allowPrivate.filter((entry) => !entry.includes('/')).map((entry) => entry.toLowerCase()));

  function isAllowed(address: string, host: string): boolean {
    if (hosts.has(host.toLowerCase()) || hosts.has(address)) return true;
    const parsed = ipaddr.process(address);
    if (parsed.range() === 'unicast') return true;
    return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match([network, bits] as never));
  }

  return {
    checkUrl(text) {
      const url = parseUrl(text);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !isAllowed(host, host)) throw blocked(host);
      return url;
    },
    lookup(hostname, options: LookupOptions, callback) {
      dnsLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
        if (error) return callback(error, '', 0);
        const refused = addresses.find(({ address }) => !isAllowed(address, hostname));
        const [first] = addresses;
        if (refused || !first) return callback(blocked(hostname) as NodeJS.ErrnoException, '', 0);
        if (options.all) return (callback as unknown as (error: null, addresses: LookupAddress[]) => void)(null, addresses);
        callback(null, first.address, first.family);
      });
    },
  };
}

function parseUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AppError('The URL cannot be read.', { code: 'invalid_url', kind: 'invalid_input' });
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new AppError('Only http and https can be called.', { code: 'unsupported_scheme', kind: 'invalid_input' });
  }
  return url;
}

function blocked(host: string): AppError {
  return new AppError(`${host} is not a public address; allow it by configuration if it is meant.`, {
    code: 'blocked_address',
    kind: 'forbidden',
    details: { host, maybeSent: false },
  });
}
