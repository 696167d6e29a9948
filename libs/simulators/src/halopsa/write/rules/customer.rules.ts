import type { Row, Values } from '../../store/database.ts';
import type { Tenant } from '../../tenant.ts';
import { text, type EntityRules, type Follower, type Proposal } from '../proposal.ts';

/** halopsa.md 6, Client: site and contact come with the client that is created. */
export const clientRules: EntityRules = {
  check({ tenant, previous, values, sent }) {
    const { switches } = tenant;
    if (text(values['name']).trim() === '') return 'Please populate name';
    if (previous) return undefined;
    if (switches.mainContactCompulsory && text(sent['newclient_contactname']).trim() === '')
      return 'Please populate main contact name';
    const missing = switches.mandatoryClientMembers.find((name) => (sent[name] ?? '') === '');
    return missing === undefined ? undefined : `Please populate ${missing}`;
  },
  derive: ({ previous, at }) => ({ ...(previous ? {} : { datecreated: at }), alastupdate: at }),
  follow(follower, { action, after, before }, sent) {
    if (action === 'create' && after) addMainSite(follower, after, sent);
    if (action === 'delete' && before) removeAll(follower, 'Site', ({ values }) => values['client_id'] === before.id);
  },
};

/** Members of a new client by the member of its site that they become. */
const OF_THE_SITE: Readonly<Record<string, string>> = {
  phonenumber: 'newclient_phonenumber',
  delivery_address: 'newclient_delivery_address',
  emaildomain: 'newclient_domain',
  timezone: 'newclient_timezone',
  country_code: 'newclient_countrycode',
  region_code: 'newclient_regioncode',
  newsite_contactname: 'newclient_contactname',
  newsite_contactemail: 'newclient_contactemail',
  newsite_contacttitle: 'newclient_contacttitle',
};

function addMainSite({ tenant, insert, amend }: Follower, client: Row, sent: Values): void {
  const taken = Object.entries(OF_THE_SITE).map(([name, source]) => [name, sent[source] ?? null]);
  const name = text(sent['newclient_sitename']) || tenant.switches.defaultSiteName;
  const site = insert('Site', { ...(Object.fromEntries(taken) as Values), name, client_id: client.id });
  amend('Client', client.id, {
    main_site_id: site.id,
    main_contact_name: sent['newclient_contactname'] ?? null,
    main_phonenumber: sent['newclient_phonenumber'] ?? null,
    domain: client.values['domain'] ?? sent['newclient_domain'] ?? null,
  });
}

function removeAll(follower: Follower, entityName: string, test: (row: Row) => boolean): void {
  for (const { id } of follower.tenant.database.filter(entityName, test)) follower.remove(entityName, id);
}

/** Each site has a pseudo-contact, and the contact that it is created with. */
export const siteRules: EntityRules = {
  check({ tenant, values }) {
    if (text(values['name']).trim() === '') return 'Please populate name';
    return tenant.database.row('Client', values['client_id']) ? undefined : 'Please select a client';
  },
  derive: ({ previous, at }) => ({ ...(previous ? {} : { datecreated: at }), slastupdate: at }),
  follow(follower, { action, after, before }, sent) {
    if (action === 'delete' && before) removeAll(follower, 'Users', ({ values }) => values['site_id'] === before.id);
    if (action !== 'create' || !after) return;
    follower.insert('Users', { name: GENERAL_USER, site_id: after.id, isgeneraluser: true });
    const name = text(sent['newsite_contactname']);
    if (name === '') return;
    const user = follower.insert('Users', {
      name,
      site_id: after.id,
      emailaddress: sent['newsite_contactemail'] ?? '',
      title: sent['newsite_contacttitle'] ?? null,
      ismaincontact: true,
    });
    follower.amend('Site', after.id, { maincontact_id: user.id, maincontact_name: name });
  },
};

export const GENERAL_USER = 'General User';

export const userRules: EntityRules = {
  check(proposal) {
    const { tenant, values, sent } = proposal;
    if (!tenant.database.row('Site', values['site_id'])) return 'Please select a site';
    if (text(values['name']).trim() === '') return 'Please populate name';
    const isNew = 'emailaddress' in sent && tenant.switches.duplicateEmails === 'refused';
    return isNew && twinOf(tenant, proposal) ? 'A user with this email address already exists' : undefined;
  },
  derive: (proposal) => ({
    ...namesOf(proposal),
    client_id: proposal.tenant.database.row('Site', proposal.values['site_id'])?.values['client_id'] ?? null,
    ...(proposal.previous ? {} : { datecreated: proposal.at }),
    ulastupdate: proposal.at,
  }),
  remark(tenant, row) {
    const twin = tenant.switches.duplicateEmails === 'warned' ? twinOf(tenant, { previous: row, values: row.values }) : undefined;
    return twin ? { _email_collision: true, _warning: `The email address is also used by ${text(twin.values['name'])}` } : {};
  },
};

/** `name` is what is displayed; the parts follow from it, or it from the parts. */
function namesOf({ tenant, values, sent }: Proposal): Values {
  const [first, last] = [text(values['firstname']), text(values['surname'])];
  if (text(values['name']) === '') return { name: `${first} ${last}`.trim() };
  const alone = 'name' in sent && !('firstname' in sent) && !('surname' in sent) && first === '' && last === '';
  if (!alone || !tenant.switches.splitsUserNames) return {};
  const [head = '', ...rest] = text(values['name']).trim().split(/\s+/);
  return { firstname: head, surname: rest.join(' ') };
}

function twinOf({ database }: Tenant, { previous, values }: Pick<Proposal, 'previous' | 'values'>): Row | undefined {
  const email = text(values['emailaddress']).trim().toLowerCase();
  if (email === '') return undefined;
  return database.find(
    'Users',
    (row) => row.id !== previous?.id && text(row.values['emailaddress']).trim().toLowerCase() === email,
  );
}
