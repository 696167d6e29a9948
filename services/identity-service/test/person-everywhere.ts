import type { Collection, Stored } from '@psa-bridge/persistence';
import { PERSONAL_DATA } from '../src/usecases/person/personal-data.ts';
import { accountAttemptsId } from '../src/usecases/limit-attempts.ts';
import { PLATFORM, type Collections } from '../src/ports.ts';
import { eventually } from '@psa-bridge/testing';
import type { IdentityApp } from './identity-app.ts';

const NAME = 'Quintessa Testperson';
const EMAIL = 'quintessa@demo.example';
const OTHER_EMAIL = 'q.testperson@psa.example';
const CONTACT = 'contact-of-the-person';
const at = new Date('2026-01-01T00:00:00Z');

/** Somebody who has left something in every collection, and somebody beside. */
export interface PersonEverywhere {
  tenant: string;
  person: string;
  bystander: string;
}

/** What the person leaves in each collection, by id: documents about the person, and others' that name the person. */
type Seeds = Readonly<Partial<Record<keyof Collections, Readonly<Record<string, object>>>>>;

export function leftBy({ person, bystander }: Pick<PersonEverywhere, 'person' | 'bystander'>): Seeds {
  /** Somebody else's link, near which the person came. */
  const explanation = () => ({
    ...{ rule: 'email', because: 'The address.', wouldChange: 'Another address.', at },
    lost: [
      { id: person, name: NAME, because: `The user has the address ${EMAIL}, but another one goes before it.` },
      { id: CONTACT, name: `${NAME} of Demo Customer`, because: 'Another contact was first.' },
    ],
  });
  const link = (userId: string) => ({ userId, isByAdmin: false, since: at });
  const psaPerson = (externalId: string, more: object) => ({
    ...{ integrationId: 'integration-1', provider: 'autotask', externalId, firstName: 'Demo', lastName: externalId },
    ...{
      emails: [],
      licence: '',
      isActive: true,
      becomesUser: false,
      seenAt: at,
      rivalIds: [],
      explanation: explanation(),
      ...more,
    },
  });
  const part = (company?: object) => ({ externalIds: {}, roleIds: [], permissions: [], ...(company && { company }) });
  const company = () => ({ companyId: 'company-1', verified: true, how: 'sign-in', explanation: explanation() });
  const mail = (to: string) => ({ to, subject: `Hello ${NAME}`, text: `${NAME} <${EMAIL}>`, html: `<p>${NAME}</p>`, at });

  return {
    mailJobs: { job: { purpose: 'password-reset', email: EMAIL, dueAt: new Date('2100-01-01'), tries: 1 } },
    mailOutbox: { mail: mail(EMAIL), other: mail(OTHER_EMAIL) },
    ssoAttempts: { state: { provider: 'google', nonce: 'n', challenge: 'c', expectedEmail: EMAIL, expiresAt: at } },
    attempts: { [accountAttemptsId('sign-in', EMAIL)]: { count: 1, lastAt: at, blockedUntil: at } },
    mailTokens: { token: { purpose: 'password-reset', userId: person, email: EMAIL, secretHash: 'h', expiresAt: at } },
    sessions: {
      session: { userId: person, client: { address: '192.0.2.1', userAgent: `${NAME}'s browser` }, expiresAt: at },
    },
    ssoIdentities: { identity: { userId: person, provider: 'google', issuer: 'https://idp.example', subject: EMAIL } },
    apiKeys: { key: { userId: person, name: `Key of ${NAME}`, permissions: [], secrets: [], createdAt: at } },
    userMerges: {
      own: {
        keptId: person,
        mergedId: 'gone',
        by: bystander,
        at,
        state: 'done',
        before: { kept: part(company()), merged: part() },
        people: [],
      },
      beside: {
        ...{ keptId: bystander, mergedId: 'gone', by: bystander, at, state: 'done' },
        ...{ before: { kept: part(company()), merged: part() }, people: [{ id: 'p', explanation: explanation() }] },
      },
    },
    invitations: {
      own: { email: EMAIL, name: NAME, userId: person, roleIds: [], sentAt: at, expiresAt: at },
      toTheContact: {
        email: OTHER_EMAIL,
        name: NAME,
        contactId: CONTACT,
        userId: 'nobody',
        roleIds: [],
        sentAt: at,
        expiresAt: at,
      },
      beside: { email: 'b@demo.example', name: 'A Bystander', userId: bystander, company: company(), sentAt: at, expiresAt: at },
    },
    people: {
      linked: psaPerson('17', { firstName: 'Quintessa', lastName: 'Testperson', emails: [OTHER_EMAIL], link: link(person) }),
      sameAddress: psaPerson('18', { firstName: 'Quintessa', lastName: 'Testperson', emails: [EMAIL] }),
      beside: psaPerson('19', { link: link(bystander), rivalIds: [person] }),
    },
    users: {
      merged: { email: `old-${EMAIL}`, name: NAME, state: 'deleted', mergedInto: person, externalIds: {}, createdAt: at },
      beside: {
        ...{
          email: 'beside@demo.example',
          name: 'Somebody Else',
          state: 'active',
          externalIds: {},
          createdAt: at,
          company: company(),
        },
        lastRefusedSignIn: {
          at,
          provider: 'google',
          code: 'EMAIL_MISMATCH',
          explanation: `Google shows ${EMAIL}, the account has another.`,
        },
      },
    },
    credentials: {},
  };
}

/** Documents of other services that name users. */
const ELSEWHERE: Readonly<Record<string, (person: string) => object>> = {
  gateway_answers: () => ({
    fingerprint: 'f',
    startedAt: at,
    expiresAt: at,
    answer: JSON.stringify({ name: NAME, email: EMAIL }),
  }),
  gateway_status_subscriptions: () => ({ subject: 'somebody who named the address', email: EMAIL, state: 'confirmed' }),
  issues: (person) => ({ entityType: 'user', entityId: person, entityName: NAME }),
};

/** Makes the two users, as an admin does. */
export async function createPerson(identity: IdentityApp): Promise<PersonEverywhere> {
  const { accessToken: token } = await identity.signIn();
  const make = async (email: string, name: string): Promise<string> => {
    const body = { email, name, password: 'a long demo password', emailVerified: true };
    return ((await identity.call('POST', '/v1/users', { token, body })).body as { id: string }).id;
  };
  const [person, bystander] = [await make(EMAIL, NAME), await make('bystander@demo.example', 'A Bystander')];
  await identity.changeUser(person, () => ({
    company: { companyId: 'company-1', contactId: CONTACT, verified: true, how: 'admin' },
  }));
  const tenant = (await identity.collections.users.acrossTenants('test').get(person))?.tenantId ?? '';
  return { tenant, person, bystander };
}

export async function seedPerson({ collections, store }: IdentityApp, who: PersonEverywhere): Promise<void> {
  for (const [key, documents] of Object.entries(leftBy(who)))
    for (const [_id, document] of Object.entries(documents)) {
      const place = PERSONAL_DATA[key as keyof Collections];
      const tenantId = typeof place === 'object' && place.isPlatforms ? PLATFORM : who.tenant;
      const own = collections[key as keyof Collections] as unknown as Collection<Stored>;
      await own.forTenant(tenantId).put({ _id, tenantId, ...document });
    }
  for (const [name, document] of Object.entries(ELSEWHERE)) {
    const own = store.collection<Stored>({ name, writer: 'another service' }).forTenant(who.tenant);
    await own.insert({ _id: 'one', tenantId: who.tenant, ...document(who.person) });
  }
}

/** The documents in which the person is named, each with its collection, but for events that are on their way. */
async function documentsNaming({ store }: IdentityApp): Promise<readonly string[]> {
  const found: string[] = [];
  for (const collection of await store.everyCollection())
    for (const { outbox: _events, ...document } of await collection.acrossTenants('test').find({}))
      if (/quintessa|testperson/i.test(JSON.stringify(document))) found.push(`${collection.spec.name} ${document._id}`);
  return found;
}

/** What a command of the service's prints. */
export async function run({ app }: IdentityApp, ...args: string[]): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  await app.command(args, (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  return lines;
}

/** Erases the person and, once the last events have arrived, again, as an operator is told to. */
export async function eraseEverywhere(identity: IdentityApp, { tenant, person }: PersonEverywhere) {
  const erase = () => run(identity, 'person', 'erase', '--person', person, '--confirm', person, '--tenant', tenant);
  const before = await documentsNaming(identity);
  await erase();
  await eventually(async () => {
    const told = await identity.collections.auditPayloads.forTenant(tenant).count({ 'action.kind': 'user.erased' });
    if (told < 2) throw new Error('the audit does not know of both users yet');
  });
  await erase();
  const [verdict] = await run(identity, 'audit', 'verify', '--tenant', tenant);
  return { before, after: await documentsNaming(identity), verdict };
}
