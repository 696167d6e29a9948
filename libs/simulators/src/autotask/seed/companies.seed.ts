import { cycle, FIRST_NAMES, numbered, seededAt } from '../../seeding/demo-data.ts';
import type { Values } from '../write/rules/entity-rules.ts';
import type { SeedContext } from './seed-context.ts';

const CITIES = [
  ['Springfield', 'IL', '62701'],
  ['Riverton', 'WY', '82501'],
  ['Fairview', 'TX', '75069'],
  ['Greenville', 'SC', '29601'],
  ['Lakeside', 'CA', '92040'],
] as const;
const CUSTOMER = 1;
const VENDOR = 7;
const VENDOR_EVERY = 10;
const INACTIVE_EVERY = 97;

export function seedCompanies(context: SeedContext): void {
  const { seed, insert, idsOf, random } = context;
  const owners = idsOf('Resources', (values) => values['licenseType'] === 1);
  const [home] = idsOf('Countries', (values) => values['isDefaultCountry'] === true);
  const own = {
    companyName: 'Demo MSP',
    companyType: CUSTOMER,
    phone: '555-0100',
    address1: '1 Example Street',
    city: 'Springfield',
    state: 'IL',
    postalCode: '62701',
    ownerResourceID: cycle(owners, 0),
    isActive: true,
  };
  const at = seededAt(context, 0, seed.companies);
  const stamps = { createDate: at, lastActivityDate: at, lastTrackedModifiedDateTime: at };
  insert('Companies', { ...own, ...stamps, countryID: seed.ownCompanyHasCountry && home !== undefined ? home : null }, { id: 0 });
  for (let index = 0; index < seed.companies; index += 1) {
    const values = company(context, index, { owner: cycle(owners, index), country: home ?? null, city: random.pick(CITIES) });
    insert('Companies', values, index % 7 === 0 ? { udfs: { 'Customer Tier': String((index % 3) + 1) } } : {});
  }
  seedLocations(context);
  seedContacts(context);
}

interface CompanyParts {
  owner: number;
  country: number | null;
  city: readonly [string, string, string];
}

function company(context: SeedContext, index: number, { owner, country, city: [city, state, postalCode] }: CompanyParts): Values {
  const at = seededAt(context, index, context.seed.companies);
  const isVendor = (index + 1) % VENDOR_EVERY === 0;
  const number = String(index + 1).padStart(5, '0');
  return {
    companyName: numbered('Demo Company', index),
    companyType: isVendor ? VENDOR : (index % 3) + 1,
    companyNumber: `C${number}`,
    phone: `555-${number}`,
    ownerResourceID: owner,
    address1: `${index + 1} Example Street`,
    city,
    state,
    postalCode,
    countryID: country,
    webAddress: `https://company${number}.example.com`,
    isActive: true,
    companyCategoryID: 1,
    currencyID: 1,
    taxRegionID: (index % 2) + 1,
    isTaxExempt: false,
    invoiceTemplateID: 100,
    billToAddressToUse: 1,
    createDate: at,
    lastActivityDate: at,
    lastTrackedModifiedDateTime: at,
  };
}

function seedLocations({ seed, insert, idsOf }: SeedContext): void {
  if (seed.locationsPerCompany === 0) return;
  for (const companyID of idsOf('Companies')) {
    for (let index = 0; index < seed.locationsPerCompany; index += 1) {
      const name = index === 0 ? 'Headquarters' : `Branch ${index}`;
      insert('CompanyLocations', {
        companyID,
        name,
        address1: `${index + 1} Example Street`,
        city: 'Springfield',
        isActive: true,
        isPrimary: index === 0,
      });
    }
  }
}

function seedContacts(context: SeedContext): void {
  const { seed, insert, idsOf } = context;
  const companies = idsOf('Companies').filter((id) => id !== 0);
  const count = companies.length === 0 ? 0 : (seed.contacts ?? companies.length * seed.contactsPerCompany);
  for (let index = 0; index < count; index += 1) {
    const at = seededAt(context, index, count);
    const firstName = cycle(FIRST_NAMES, index);
    const number = String(index + 1).padStart(6, '0');
    insert('Contacts', {
      companyID: cycle(companies, index),
      firstName,
      lastName: `Example${number}`,
      isActive: (index + 1) % INACTIVE_EVERY === 0 ? 0 : 1,
      emailAddress: `${firstName.toLowerCase()}.${number}@example.org`,
      title: index % 2 === 0 ? 'Office Manager' : 'Director',
      phone: `555-${number}`,
      mobilePhone: `556-${number}`,
      primaryContact: index < companies.length,
      createDate: at,
      lastActivityDate: at,
      lastModifiedDate: at,
    });
  }
}
