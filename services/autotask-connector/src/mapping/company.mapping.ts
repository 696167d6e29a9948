import { compact, keyOf, picklistKey, picklistValue, present } from '@psa-bridge/connector-kit';
import type { Company, RecordInput } from '@psa-bridge/records';
import type { AutotaskCompany, AutotaskWrite } from '../client/types.ts';
import { companyTypeIn, companyTypeOut, type CompanyTypeMaps } from './company-types.ts';
import { fromDataPoints, toDataPoints, type DataPoints } from './custom-fields.ts';
import type { Lookups } from './lookups.ts';

/** What a tenant set for companies (Data Import page), and what its Autotask is asked for. */
export interface CompanyMaps extends CompanyTypeMaps {
  lookups: Lookups;
  /** By Autotask company type (AT-22). */
  companyUdfs: Readonly<Record<string, DataPoints>>;
}

/**
 * Autotask company to ours (product-behaviour 10.1, autotask.md section 5.1).
 * @param lastSeenType our type as it was last known to stand there
 */
export function toCanonicalCompany(row: AutotaskCompany, maps: CompanyMaps, lastSeenType?: string): RecordInput<'company'> {
  const { lookups } = maps;
  const address = compact({
    street: present(row.address1),
    apartment: present(row.address2),
    city: present(row.city),
    state: present(row.state),
    zip: present(row.postalCode),
    country: row.countryID === null || row.countryID === undefined ? undefined : lookups.countryCodes.get(row.countryID),
  });
  return {
    name: present(row.companyName) ?? `Company ${row.id}`,
    isActive: row.isActive,
    ...compact({
      number: present(row.companyNumber),
      type: companyTypeIn(row.companyType, maps, lastSeenType),
      telephone: present(row.phone),
      website: present(row.webAddress),
      taxId: present(row.taxID),
      currency: row.currencyID === null || row.currencyID === undefined ? undefined : lookups.currencyCodes.get(row.currencyID),
      address: Object.keys(address).length === 0 ? undefined : address,
      customFields: toDataPoints(row.userDefinedFields, maps.companyUdfs[picklistKey(row.companyType) ?? ''] ?? {}),
    }),
  };
}

/**
 * Our company as Autotask's fields. Currency is Autotask's own business and is not sent; a type of ours that is mapped to
 * nothing, and a country that Autotask does not have, stay text, which no call takes.
 *
 * @param points which of its data points go, and where to
 */
export function fromCanonicalCompany(company: Company, maps: CompanyMaps, points: DataPoints): AutotaskWrite {
  const { address, type } = company;
  return {
    companyName: company.name,
    isActive: company.isActive,
    ...compact({
      companyNumber: company.number,
      companyType: type === undefined ? undefined : (picklistValue(companyTypeOut(type, maps)) ?? type),
      phone: company.telephone,
      webAddress: company.website,
      taxID: company.taxId,
      address1: address?.street,
      address2: address?.apartment,
      city: address?.city,
      state: address?.state,
      postalCode: address?.zip,
      countryID: keyOf(maps.lookups.countryCodes, address?.country) ?? address?.country,
      userDefinedFields: fromDataPoints(company.customFields, points),
    }),
  };
}
