import { CITIES, cycle, FIRST_NAMES, JOB_TITLES, numbered, seededAt } from '../../seeding/demo-data.ts';
import { seconds, type SeedContext } from './seed-context.ts';

const CLIENT = 1;
const VENDOR = 3;
const VENDOR_EVERY = 10;
const CUSTOM_EVERY = 5;

export function seedCompanies(context: SeedContext): void {
  const { seed } = context;
  const contacts = seed.contacts ?? seed.companies * seed.contactsPerCompany;
  const ids: number[] = [];
  for (let index = 0; index < seed.companies; index += 1) ids.push(seedCompany(context, index));
  if (ids.length > 0)
    for (let index = 0; index < contacts; index += 1) seedContact(context, { index, contacts, company: cycle(ids, index) });
}

function seedCompany({ seed, insert, idsOf, database, ...context }: SeedContext, index: number): number {
  const [city, state, zip] = cycle(CITIES, index);
  const address = { addressLine1: `${index + 1} Example Street`, city, zip, country: 1 };
  const at = seconds(seededAt(context, index, seed.companies));
  const isVendor = index % VENDOR_EVERY === VENDOR_EVERY - 1;
  const [reference = 0] = index % CUSTOM_EVERY === 0 ? idsOf('User Defined Field') : [];
  const custom = reference === 0 ? {} : { [reference]: `REF-${index + 1}` };
  const values = {
    identifier: `DEMO${String(index + 1).padStart(6, '0')}`,
    name: numbered('Demo Company', index),
    status: 1,
    ...address,
    state,
    phoneNumber: `555${String(index + 1).padStart(7, '0')}`,
    website: `https://company${index + 1}.example`,
    deletedFlag: false,
    leadFlag: false,
    isVendorFlag: isVendor,
    types: [isVendor ? VENDOR : CLIENT],
    billingTerms: 3,
  };
  const { id } = insert('Company', values, { custom, at });
  const flags = { primaryAddressFlag: true, defaultShippingFlag: true, defaultBillingFlag: true, defaultMailingFlag: true };
  const site = insert('Site', { name: 'Main', company: id, ...address, ...flags, inactiveFlag: false }, { at });
  const row = database.row('Company', id);
  if (row) database.table('Company').replace({ ...row, values: { ...row.values, site: site.id } });
  return id;
}

function seedContact(
  { insert, database, ...context }: SeedContext,
  { index, contacts, company }: { index: number; contacts: number; company: number },
): void {
  const firstName = cycle(FIRST_NAMES, index);
  const phone = `556${String(index + 1).padStart(7, '0')}`;
  insert(
    'Contact',
    {
      firstName,
      lastName: `Demo ${index + 1}`,
      company,
      inactiveFlag: false,
      title: cycle(JOB_TITLES, index),
      defaultPhoneType: 'Direct',
      defaultPhoneNbr: phone,
      types: [1],
      communicationItems: [
        {
          id: database.nextCommunicationId(),
          type: 1,
          value: `${firstName.toLowerCase()}.${index + 1}@company.example`,
          extension: null,
          defaultFlag: true,
          communicationType: 'Email',
        },
        {
          id: database.nextCommunicationId(),
          type: 2,
          value: phone,
          extension: null,
          defaultFlag: true,
          communicationType: 'Phone',
        },
      ],
    },
    { at: seconds(seededAt(context, index, contacts)) },
  );
}
