import { AppError, invalidInput } from '@psa-bridge/core';
import ipaddr from 'ipaddr.js';
import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';

export interface AddressGuardOptions {
  /** Private networks (CIDR), addresses and host names that may be called all the same, such as `10.1.0.0/16` or `localhost`. */
  allowPrivate?: readonly string[];
}

export interface AddressGuard {
  /** @throws AppError `blocked_address`, `unsupported_scheme`, `invalid_url` */
  checkUrl(url: string | URL): URL;
  /** Name resolution for connections: what it answers was checked, so a name that changes its address gains nothing. */
  lookup: LookupFunction;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Public by its range, and yet the inside of a cloud (Azure's platform address). */
const INSIDE = new Set(['168.63.129.16']);
/** The only part of IPv6 that is handed out for the internet; the rest reaches inward or embeds other addresses. */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Addresses outside the public internet are not called unless configuration allows them (server-side request forgery). */
export function createAddressGuard({ allowPrivate = [] }: AddressGuardOptions = {}): AddressGuard {
  const networks = allowPrivate.filter((entry) => entry.includes('/')).map((entry) => ipaddr.parseCIDR(entry));
  const hosts = new Set(allowPrivate.filter((entry) => !entry.includes('/')).map((entry) => entry.toLowerCase()));

  function isAllowed(text: string, host: string): boolean {
    if (hosts.has(host.toLowerCase()) || hosts.has(text)) return true;
    const address = ipaddr.process(text);
    return isPublic(address) || networks.some((network) => isWithin(address, network));
  }

  return {
    checkUrl(given) {
      const url = parseUrl(given);
      const host = url.hostname.replace(/^\[|\]$/g, '');
      if (isIP(host) !== 0 && !isAllowed(host, host)) throw blocked(host);
      return url;
    },
    lookup(hostname, options: LookupOptions, callback) {
      dnsLookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
        if (error) return callback(error, '', 0);
        const refused = addresses.find(({ address }) => !isAllowed(address, hostname));
        const [first] = addresses;
        if (refused || !first) return callback(blocked(hostname), '', 0);
        if (options.all) return (callback as unknown as (error: null, addresses: LookupAddress[]) => void)(null, addresses);
        callback(null, first.address, first.family);
      });
    },
  };
}

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || INSIDE.has(address.toString())) return false;
  return address.kind() === 'ipv4' || isWithin(address, GLOBAL_IPV6);
}

function isWithin(address: Address, [network, bits]: [Address, number]): boolean {
  return network.kind() === address.kind() && address.match([network, bits] as never);
}

function parseUrl(given: string | URL): URL {
  if (!URL.canParse(String(given)))
    throw invalidInput('invalid_url', 'The URL cannot be read.', { details: { maybeSent: false } });
  const url = new URL(given);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw invalidInput('unsupported_scheme', 'Only http and https can be called.', { details: { maybeSent: false } });
  }
  if (url.username !== '' || url.password !== '') {
    throw invalidInput('invalid_url', 'Credentials belong in headers, not in the URL.', { details: { maybeSent: false } });
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
