import type { Company, RecordInput } from '@psa-bridge/records';
import type { AutotaskCompany, AutotaskWrite } from '../client/types.ts';
import { fromCustomFields, toCustomFields } from './custom-fields.ts';
import { checkLengths } from './limits.ts';
import { keyOf, type Lookups } from './lookups.ts';
import { compact, picklistKey, picklistValue, present } from './values.ts';

/** Autotask company to ours (product-behaviour 10.1, autotask.md section 5.1). */
export function toCanonicalCompany(row: AutotaskCompany, lookups: Lookups): RecordInput<'company'> {
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
      type: picklistKey(row.companyType),
      telephone: present(row.phone),
      website: present(row.webAddress),
      taxId: present(row.taxID),
      currency: row.currencyID === null || row.currencyID === undefined ? undefined : lookups.currencyCodes.get(row.currencyID),
      address: Object.keys(address).length === 0 ? undefined : address,
      customFields: toCustomFields(row.userDefinedFields),
    }),
  };
}

/** Our company as Autotask's fields. Currency is Autotask's own business and is not sent. */
export function fromCanonicalCompany(company: Company, lookups: Lookups): AutotaskWrite {
  const { address } = company;
  return checkLengths('Companies', {
    companyName: company.name,
    isActive: company.isActive,
    ...compact({
      companyNumber: company.number,
      companyType: picklistValue('type', company.type),
      phone: company.telephone,
      webAddress: company.website,
      taxID: company.taxId,
      address1: address?.street,
      address2: address?.apartment,
      city: address?.city,
      state: address?.state,
      postalCode: address?.zip,
      countryID: keyOf(lookups.countryCodes, address?.country),
      userDefinedFields: fromCustomFields(company.customFields),
    }),
  });
}
