import { CITIES, cycle, FIRST_NAMES, JOB_TITLES, numbered, seededAt } from '../../seeding/demo-data.ts';
import { GENERAL_USER } from '../write/rules/customer.rules.ts';
import { plant, type SeedContext } from './seed-context.ts';

const PROSPECT_EVERY = 4;
const CUSTOM_EVERY = 5;
const QUOTING_ID = 150;
const TYPE = { customer: 1, prospect: 2 } as const;

export function seedCustomers(context: SeedContext): void {
  const { seed } = context;
  const contacts = seed.contacts ?? seed.companies * seed.contactsPerCompany;
  const places: Place[] = [];
  for (let index = 0; index < seed.companies; index += 1) places.push(seedClient(context, index));
  if (places.length === 0) return;
  for (let index = 0; index < contacts; index += 1) seedUser(context, { index, contacts, place: cycle(places, index) });
}

interface Place {
  client: number;
  site: number;
}

/** The first client is the provider itself: its website is what the connection test compares. */
function seedClient(context: SeedContext, index: number): Place {
  const { seed } = context;
  const at = seededAt(context, index, seed.companies);
  const isOwn = index === 0;
  const host = isOwn ? 'demomsp.example' : `company${index + 1}.example`;
  const phone = `555${String(index + 1).padStart(7, '0')}`;
  const custom = index % CUSTOM_EVERY === CUSTOM_EVERY - 1 ? { [QUOTING_ID]: `REF-${index + 1}` } : {};
  const values = {
    name: isOwn ? 'Demo MSP' : numbered('Demo Company', index),
    website: `https://${host}`,
    domain: host,
    customertype: index % PROSPECT_EVERY === PROSPECT_EVERY - 1 ? TYPE.prospect : TYPE.customer,
    accountmanagertech: 7,
    main_phonenumber: phone,
    datecreated: at,
    alastupdate: at,
  };
  const { id } = plant(context, 'Client', values, { custom });
  const [city, state, postcode] = cycle(CITIES, index);
  const site = plant(context, 'Site', {
    name: 'Main',
    client_id: id,
    phonenumber: phone,
    delivery_address: { line1: `${index + 1} Example Street`, line2: null, line3: city, line4: state, postcode },
    country_code: 'US',
    datecreated: at,
    slastupdate: at,
    ...(isOwn ? { isstocklocation: true } : {}),
  });
  context.database.amend('Client', id, { main_site_id: site.id });
  plant(context, 'Users', {
    name: GENERAL_USER,
    site_id: site.id,
    client_id: id,
    isgeneraluser: true,
    datecreated: at,
    ulastupdate: at,
  });
  return { client: id, site: site.id };
}

function seedUser(context: SeedContext, { index, contacts, place }: { index: number; contacts: number; place: Place }): void {
  const at = seededAt(context, index, contacts);
  const firstname = cycle(FIRST_NAMES, index);
  const surname = `Demo ${index + 1}`;
  const isMain = index < context.seed.companies;
  const user = plant(context, 'Users', {
    name: `${firstname} ${surname}`,
    firstname,
    surname,
    title: cycle(JOB_TITLES, index),
    emailaddress: `${firstname.toLowerCase()}.${index + 1}@company.example`,
    phonenumber: `556${String(index + 1).padStart(7, '0')}`,
    site_id: place.site,
    client_id: place.client,
    ismaincontact: isMain,
    datecreated: at,
    ulastupdate: at,
  });
  if (!isMain) return;
  context.database.amend('Client', place.client, { main_contact_name: `${firstname} ${surname}` });
  context.database.amend('Site', place.site, { maincontact_id: user.id, maincontact_name: `${firstname} ${surname}` });
}
