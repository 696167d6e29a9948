import { compact, present } from '@psa-bridge/connector-kit';
import type { Address } from '@psa-bridge/records';
import type { AddressStore } from '../client/types.ts';
import { AddressLine } from '../settings/companies.page.ts';
import type { HaloSettings } from '../settings/settings.ts';

/** Which part of our address stands on which line there: each tenant uses them in its own way (HP-13). */
export type AddressLines = HaloSettings['addressLines'];

/** Where an address stands on a site; the country is not part of the lines (halopsa.md section 6). */
export interface AddressPlace {
  delivery_address?: AddressStore | null | undefined;
  country_code?: string | null | undefined;
}

export function toCanonicalAddress(
  { delivery_address: store, country_code: code }: AddressPlace,
  lines: AddressLines,
): Address | undefined {
  const country = present(code);
  const parts = AddressLine.options.flatMap((line) => {
    const part = lines[line];
    const text = present(store?.[line]);
    return part === undefined || text === undefined ? [] : [[part, text] as const];
  });
  const address: Address = {
    ...Object.fromEntries(parts),
    ...compact({
      zip: present(store?.postcode),
      country: country !== undefined && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : undefined,
    }),
  };
  return Object.keys(address).length === 0 ? undefined : address;
}

/** All lines, for they are written as one: what is not filled is emptied. */
export function toAddressStore(address: Address | undefined, lines: AddressLines): AddressStore {
  const texts = AddressLine.options.map((line) => {
    const part = lines[line];
    return [line, (part === undefined ? undefined : address?.[part]) ?? null] as const;
  });
  return { ...(Object.fromEntries(texts) as Record<AddressLine, string | null>), postcode: address?.zip ?? null };
}
