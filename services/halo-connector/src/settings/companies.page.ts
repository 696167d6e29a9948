import { defineSettingsPage } from '@psa-bridge/connector-kit';
import { z } from 'zod';
import { LocalKey, SetupKey } from './keys.ts';
import { chosen, localChoice, mapEntry, psaChoice } from './references.ts';

/** A line of an address in HaloPSA. */
export const AddressLine = z.enum(['line1', 'line2', 'line3', 'line4']);
export type AddressLine = z.output<typeof AddressLine>;
/** What of our addresses has no place of its own among them. */
export const AddressPart = z.enum(['street', 'apartment', 'city', 'state']);
export type AddressPart = z.output<typeof AddressPart>;

/** How companies come over (HP-13). */
export const CompaniesSettings = z.strictObject({
  /** Our company type by HaloPSA's customer type; one without an entry comes in as it is. */
  companyTypesIn: z.record(SetupKey, LocalKey).default({}),
  /** HaloPSA's customer type by our company type. */
  companyTypesOut: z.record(LocalKey, SetupKey).default({}),
  /** The customer type of prospects: of companies that are created there and whose own type is mapped to none. */
  companyProspectType: SetupKey.optional(),
  /** What stands on each line of an address there; a line without an entry is left empty, and a part without a line stays here. */
  addressLines: z
    .partialRecord(AddressLine, AddressPart)
    .default({ line1: 'street', line2: 'apartment', line3: 'city', line4: 'state' }),
  /** The main contact of companies that are created there without one, for HaloPSA may demand its name (HP-17). */
  mainContactName: z.string().trim().min(1).max(200).optional(),
  /** Type of the companies that are made for new manufacturers. */
  manufacturerCompanyType: LocalKey.optional(),
});
export type CompaniesSettings = z.output<typeof CompaniesSettings>;

const theirs = psaChoice('company_type');
const ours = localChoice('company_type');

export const companiesPage = defineSettingsPage({
  name: 'companies',
  title: 'Companies',
  settings: CompaniesSettings,
  mends: ['main_contact_missing'],
  portable: {
    companyTypesIn: ['companyTypesIn', '*'],
    companyTypesOut: ['companyTypesOut', '*'],
    manufacturerCompanyType: ['manufacturerCompanyType'],
  },
  choices: { companyTypes: { psa: 'company_type' }, localCompanyTypes: { local: 'company_type' } },
  references: (settings) => [
    ...Object.entries(settings.companyTypesIn).flatMap(([key, type]) =>
      mapEntry({
        ...{ setting: 'companyTypesIn', key, title: 'Our type', of: theirs(key), value: ours(type) },
        affects: [{ type: 'company', filters: { type } }],
      }),
    ),
    ...Object.entries(settings.companyTypesOut).flatMap(([type, key]) =>
      mapEntry({
        ...{ setting: 'companyTypesOut', key: type, title: 'HaloPSA type', of: ours(type), value: theirs(key) },
        affects: [{ type: 'company', filters: { type } }],
      }),
    ),
    ...chosen(['companyProspectType'], theirs, settings.companyProspectType),
    ...chosen(['manufacturerCompanyType'], ours, settings.manufacturerCompanyType),
  ],
  problems: ({ addressLines }) => {
    const lines = Object.entries(addressLines);
    return lines.flatMap(([line, part], index) => {
      const [first] = lines.slice(0, index).find(([, other]) => other === part) ?? [];
      if (first === undefined) return [];
      return [
        { path: ['addressLines', line], message: `The ${part} stands on ${first} already. Choose another part for ${line}.` },
      ];
    });
  },
});
