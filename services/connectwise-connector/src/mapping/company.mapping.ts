import { compact, keyOf, present } from '@psa-bridge/connector-kit';
import type { Company, RecordInput } from '@psa-bridge/records';
import type { ConnectWiseWrite } from '../client/patch.ts';
import type { CwCompany } from '../client/types.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { companyTypeIn, type CompanyTypeMaps } from './company-types.ts';
import { fromDataPoints, toDataPoints } from './custom-fields.ts';
import type { Lookups } from './lookups.ts';

/** What a tenant set for companies (Companies page), and what its ConnectWise is asked for. */
export type CompanyMaps = CompanyTypeMaps & Pick<ConnectWiseSettings, 'companyFields'> & { lookups: Lookups };

/**
 * ConnectWise company to ours (connectwise.md section 11, product-behaviour 10.2).
 * @param lastSeenType our type as it was last known to stand there
 */
export function toCanonicalCompany(row: CwCompany, maps: CompanyMaps, lastSeenType?: string): RecordInput<'company'> {
  const { lookups } = maps;
  const types = (row.types ?? []).map(({ id }) => id);
  const address = compact({
    street: present(row.addressLine1),
    apartment: present(row.addressLine2),
    city: present(row.city),
    state: present(row.state),
    zip: present(row.zip),
    country: row.country ? lookups.countryCodes.get(row.country.id) : undefined,
  });
  return {
    name: present(row.name) ?? `Company ${row.id}`,
    isActive: row.deletedFlag !== true && !(row.status && lookups.inactiveStatuses.has(row.status.id)),
    ...compact({
      number: present(row.identifier),
      type: companyTypeIn(types, maps, lastSeenType),
      telephone: present(row.phoneNumber),
      website: present(row.website),
      taxId: present(row.taxIdentifier),
      address: Object.keys(address).length === 0 ? undefined : address,
      customFields: toDataPoints(row.customFields, maps.companyFields),
    }),
  };
}

/**
 * Our company as ConnectWise's fields. Its types have a path of their own after creation, its status is ConnectWise's own
 * business, and a country that ConnectWise does not have stays text, which no call takes.
 *
 * @param before as it stands there, for the custom fields: only those that differ are sent
 */
export function fromCanonicalCompany(company: Company, maps: CompanyMaps, before?: Partial<Company>): ConnectWiseWrite {
  const { address } = company;
  const countryId = keyOf(maps.lookups.countryCodes, address?.country);
  return {
    name: company.name,
    ...compact({
      phoneNumber: company.telephone,
      website: company.website,
      taxIdentifier: company.taxId,
      addressLine1: address?.street,
      addressLine2: address?.apartment,
      city: address?.city,
      state: address?.state,
      zip: address?.zip,
      country: countryId === undefined ? address?.country : { id: countryId },
      customFields: fromDataPoints(company.customFields, maps.companyFields, before?.customFields),
    }),
  };
}

/** As many characters as the identifier of a company takes (section 11). */
const IDENTIFIER_LENGTH = 30;

/**
 * The identifier that a company is created under: unique there, letters and digits only. The end of the record's id makes it the
 * same for every try and for no other company, so it is the marker of the creation too (architecture rule 6).
 */
export function identifierOf(name: string, recordId: string): string {
  const words = name.normalize('NFKD').replace(/[^A-Za-z0-9]/g, '');
  const tail = recordId.replace(/[^A-Za-z0-9]/g, '').slice(-10);
  return `${words.slice(0, IDENTIFIER_LENGTH - tail.length)}${tail}`;
}
