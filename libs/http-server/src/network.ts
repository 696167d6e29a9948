import ipaddr from 'ipaddr.js';

const OWN_BITS_IPV6 = 64;

/**
 * What attempts are counted by: an IPv4 address; of IPv6 the network, because one customer has all addresses of it; text that
 * is no address as it stands.
 */
export function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${withoutZone(parsed.toString())}/${OWN_BITS_IPV6}`).toString();
}

function withoutZone(address: string): string {
  return address.replace(/%.*$/, '');
}
