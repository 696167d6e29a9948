import { invalidInput } from '@psa-bridge/core';
import { BlockList, isIP } from 'node:net';

/** Whether a delivery may come from an address; undefined is one that nobody knows. */
export type IsSource = (address: string | undefined) => boolean;

/**
 * The addresses and networks (CIDR) that deliveries may come from; all where none is named.
 * @throws AppError `invalid_source` for an entry that is neither
 */
export function sourcesOf(entries: readonly string[]): IsSource {
  if (entries.length === 0) return () => true;
  const known = new BlockList();
  for (const entry of entries) addTo(known, entry);
  return (address) => {
    const family = familyOf(address ?? '');
    return address !== undefined && family !== undefined && known.check(address, family);
  };
}

function addTo(known: BlockList, entry: string): void {
  const [network = '', bits] = entry.split('/');
  const family = familyOf(network);
  const length = bits === undefined ? undefined : Number(bits);
  if (family === undefined || (length !== undefined && !(length >= 0 && length <= (family === 'ipv4' ? 32 : 128))))
    throw invalidInput('invalid_source', `"${entry}" is neither an address nor a network such as 192.0.2.0/24.`);
  if (length === undefined) known.addAddress(network, family);
  else known.addSubnet(network, length, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | undefined {
  const version = isIP(address);
  return version === 0 ? undefined : version === 4 ? 'ipv4' : 'ipv6';
}
