import { compact, present } from '@psa-bridge/connector-kit';
import type { Address } from '@psa-bridge/records';
import type { AddressStore } from '../client/types.ts';

/** The fields of our address that have no place of their own in HaloPSA's lines, which each tenant uses in its own way (HP-13). */
export type AddressField = 'street' | 'apartment' | 'city' | 'state';
export type AddressLine = 'line1' | 'line2' | 'line3' | 'line4';
export type AddressLines = Readonly<Record<AddressLine, AddressField>>;

/** The usual convention (halopsa.md section 6). */
export const USUAL_LINES: AddressLines = { line1: 'street', line2: 'apartment', line3: 'city', line4: 'state' };

const LINES = ['line1', 'line2', 'line3', 'line4'] as const;

export function toCanonicalAddress(
  { delivery_address: store, country_code: country }: AddressPlace,
  lines: AddressLines,
): Address | undefined {
  const fields = compact({
    ...Object.fromEntries(LINES.map((line) => [lines[line], present(store?.[line])])),
    zip: present(store?.postcode),
    country: /^[a-z]{2}$/i.test(present(country) ?? '') ? present(country)?.toUpperCase() : undefined,
  }) as Address;
  return Object.keys(fields).length === 0 ? undefined : fields;
}

/** Where an address stands on a site. */
export interface AddressPlace {
  delivery_address?: AddressStore | null | undefined;
  country_code?: string | null | undefined;
}

/** All lines, for an address is written as a whole: what is not filled is emptied. */
export function fromCanonicalAddress(address: Address | undefined, lines: AddressLines): Required<AddressPlace> {
  const store = Object.fromEntries(LINES.map((line) => [line, address?.[lines[line]] ?? null])) as Record<
    AddressLine,
    string | null
  >;
  return { delivery_address: { ...store, postcode: address?.zip ?? null }, country_code: address?.country ?? null };
}
