import { compact, picklistKey, present } from '@psa-bridge/connector-kit';
import type { RecordInput } from '@psa-bridge/records';
import type { HaloClientRow, HaloSite } from '../client/types.ts';
import { toCanonicalAddress, type AddressLines } from './address.mapping.ts';

/** What a tenant set for companies, and what its HaloPSA is asked for. */
export interface CompanyMaps {
  addressLines: AddressLines;
  currencyCodes: ReadonlyMap<number, string>;
}

/** A client with its main site is our company (halopsa.md section 6, product-behaviour 10.3). */
export function toCanonicalCompany(row: HaloClientRow, site: HaloSite | undefined, maps: CompanyMaps): RecordInput<'company'> {
  return {
    name: present(row.name) ?? `Company ${row.id}`,
    isActive: row.inactive !== true,
    ...compact({
      number: present(row.ref),
      type: row.customertype ? picklistKey(row.customertype) : undefined,
      telephone: present(site?.phonenumber),
      website: present(row.website),
      taxId: present(row.tax_number),
      currency: maps.currencyCodes.get(row.default_currency_code ?? 0),
      address: site && toCanonicalAddress(site, maps.addressLines),
    }),
  };
}
