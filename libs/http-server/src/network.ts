import ipaddr from 'ipaddr.js';

const OWN_BITS_IPV6 = 64;
/** How a socket that listens on both shows an IPv4 address: read as IPv6 it costs five times as much, with every request. */
const MAPPED = /^::ffff:(?=\d+(\.\d+){3}$)/i;

/**
 * What attempts are counted by: an IPv4 address; of IPv6 the network, because one customer has all addresses of it; text that
 * is no address as it stands.
 */
export function networkOf(given: string): string {
  const address = given.replace(MAPPED, '');
  if (!ipaddr.isValid(address)) return given;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(parsed.toString())}/${OWN_BITS_IPV6}`).toString();
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}
