import { choiceIn, choiceOut, compact, present, type ChoiceMaps } from '@psa-bridge/connector-kit';
import type { Company, RecordInput } from '@psa-bridge/records';
import type { HaloClientRow, HaloSite } from '../client/types.ts';
import type { HaloWrite } from '../client/halo.client.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { toAddressStore, toCanonicalAddress } from './address.mapping.ts';

/** What a tenant set for companies (Companies page), and what its HaloPSA is asked for. */
export type CompanyMaps = Pick<HaloSettings, 'companyTypesIn' | 'companyTypesOut' | 'companyProspectType' | 'addressLines'> & {
  currencyCodes: ReadonlyMap<number, string>;
};

type TypeSettings = Pick<HaloSettings, 'companyTypesIn' | 'companyTypesOut'>;
const typeMaps = ({ companyTypesIn: inward, companyTypesOut: outward }: TypeSettings): ChoiceMaps => ({ inward, outward });

/**
 * A client with its main site is our company (halopsa.md section 6, product-behaviour 10.3).
 * @param lastSeenType our type as it was last known to stand there
 */
export function toCanonicalCompany(
  row: HaloClientRow,
  site: HaloSite | undefined,
  maps: CompanyMaps,
  lastSeenType?: string,
): RecordInput<'company'> {
  const { name, isActive, ...fields } = clientFields(row, maps, lastSeenType);
  return {
    ...{ name, isActive },
    ...compact({
      ...fields,
      telephone: present(site?.phonenumber),
      address: site && toCanonicalAddress(site, maps.addressLines),
    }),
  };
}

/** What of a company its client says by itself; what is empty there is undefined. */
export function clientFields(row: HaloClientRow, maps: CompanyMaps, lastSeenType?: string) {
  return {
    ...listedFields(row, maps, lastSeenType),
    taxId: present(row.tax_number),
    currency: maps.currencyCodes.get(row.default_currency_code ?? 0),
  };
}

/** What a row of clients tells, of a list too; what it does not tell is absent. */
export function listedFields(row: HaloClientRow, maps: TypeSettings, lastSeenType?: string) {
  return {
    name: present(row.name) ?? `Company ${row.id}`,
    isActive: row.inactive !== true,
    // 0 is no type.
    type: row.customertype ? choiceIn(String(row.customertype), typeMaps(maps), lastSeenType) : undefined,
    ...(row.ref === undefined ? {} : { number: present(row.ref) }),
    ...(row.website === undefined ? {} : { website: present(row.website) }),
  };
}

/** The members of the list are not all that is read: some versions answer more of them than others (halopsa.md section 5). */
export function isWholeClient(row: HaloClientRow): boolean {
  const read = [row.website, row.ref, row.tax_number, row.default_currency_code];
  return row.main_site_id !== undefined && read.every((member) => member !== undefined);
}

/** Our company as members of a client. Its currency is HaloPSA's own business, and so is a type of ours that is mapped to none. */
export function toClient(company: Company, maps: CompanyMaps): HaloWrite {
  return {
    name: company.name,
    inactive: !company.isActive,
    ...compact({
      ref: company.number,
      website: company.website,
      tax_number: company.taxId,
      customertype: customerType(company.type, maps),
    }),
  };
}

/** 0 is none. */
function customerType(type: string | undefined, maps: CompanyMaps): number | undefined {
  if (type === undefined) return 0;
  const key = choiceOut(type, typeMaps(maps));
  return key === undefined ? undefined : Number(key);
}

/** Our company as members of its main site, where telephone and address stand. */
export function toSite({ telephone, address }: Company, { addressLines }: CompanyMaps): HaloWrite {
  return {
    delivery_address: toAddressStore(address, addressLines),
    ...compact({ phonenumber: telephone, country_code: address?.country }),
  };
}

/** Who is the main contact of a new client. */
export interface MainContact {
  name: string;
  email?: string;
}

/**
 * A new client, which takes its site and its main contact with it (halopsa.md section 6). One of no type, or of one that is
 * mapped to none, is a prospect where that is set (HP-13).
 */
export function toNewClient(company: Company, maps: CompanyMaps, contact: MainContact | undefined): HaloWrite {
  const { customertype, ...client } = toClient(company, maps);
  const prospect = maps.companyProspectType === undefined ? undefined : Number(maps.companyProspectType);
  const site = toSite(company, maps);
  return {
    ...client,
    ...compact({
      customertype: customertype || (prospect ?? customertype),
      newclient_phonenumber: site['phonenumber'],
      newclient_delivery_address: company.address && site['delivery_address'],
      newclient_countrycode: site['country_code'],
      newclient_contactname: contact?.name,
      newclient_contactemail: contact?.email,
    }),
  };
}
