import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Collection, Stored } from '@psa-bridge/persistence';
import { eventually } from '@psa-bridge/testing';
import { PERSONAL_DATA } from '../../src/usecases/person/personal-data.ts';
import { accountAttemptsId } from '../../src/usecases/limit-attempts.ts';
import { PLATFORM, type Collections } from '../../src/ports.ts';
import { startIdentityApp, type IdentityApp } from '../identity-app.ts';

const NAME = 'Quintessa Testperson';
const EMAIL = 'quintessa@demo.example';
const OTHER_EMAIL = 'q.testperson@psa.example';
const CONTACT = 'contact-of-the-person';
const at = new Date('2026-01-01T00:00:00Z');

let identity: IdentityApp;
let tenant: string;
let person: string;
let bystander: string;
beforeEach(async () => {
  identity = await startIdentityApp();
  const { accessToken: token } = await identity.signIn();
  const make = async (email: string, name: string): Promise<string> => {
    const body = { email, name, password: 'a long demo password', emailVerified: true };
    return ((await identity.call('POST', '/v1/users', { token, body })).body as { id: string }).id;
  };
  person = await make(EMAIL, NAME);
  bystander = await make('bystander@demo.example', 'A Bystander');
  tenant = (await identity.collections.users.acrossTenants('test').get(person))?.tenantId ?? '';
  await identity.changeUser(person, () => ({
    company: { companyId: 'company-1', contactId: CONTACT, verified: true, how: 'admin' },
  }));
});
afterEach(() => identity.app.stop());

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

/** What a person leaves in each collection, by id: with the person about it, or beside somebody else. */
const SEEDS: Readonly<Partial<Record<keyof Collections, () => Readonly<Record<string, object>>>>> = {
  mailJobs: () => ({ job: { purpose: 'password-reset', email: EMAIL, dueAt: new Date('2100-01-01'), tries: 1 } }),
  mailOutbox: () => ({ mail: mail(EMAIL), other: mail(OTHER_EMAIL) }),
  ssoAttempts: () => ({ state: { provider: 'google', nonce: 'n', challenge: 'c', expectedEmail: EMAIL, expiresAt: at } }),
  attempts: () => ({ [accountAttemptsId('sign-in', EMAIL)]: { count: 1, lastAt: at, blockedUntil: at } }),
  mailTokens: () => ({ token: { purpose: 'password-reset', userId: person, email: EMAIL, secretHash: 'h', expiresAt: at } }),
  sessions: () => ({
    session: { userId: person, client: { address: '192.0.2.1', userAgent: `${NAME}'s browser` }, expiresAt: at },
  }),
  ssoIdentities: () => ({ identity: { userId: person, provider: 'google', issuer: 'https://idp.example', subject: EMAIL } }),
  apiKeys: () => ({ key: { userId: person, name: `Key of ${NAME}`, permissions: [], secrets: [], createdAt: at } }),
  userMerges: () => ({
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
  }),
  invitations: () => ({
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
  }),
  people: () => ({
    linked: psaPerson('17', { firstName: 'Quintessa', lastName: 'Testperson', emails: [OTHER_EMAIL], link: link(person) }),
    sameAddress: psaPerson('18', { firstName: 'Quintessa', lastName: 'Testperson', emails: [EMAIL] }),
    beside: psaPerson('19', { link: link(bystander), rivalIds: [person] }),
  }),
  users: () => ({
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
  }),
  credentials: () => ({}),
};

/** Documents of other services that name users. */
const ELSEWHERE: Readonly<Record<string, object>> = {
  gateway_answers: { fingerprint: 'f', startedAt: at, expiresAt: at, answer: JSON.stringify({ name: NAME, email: EMAIL }) },
  issues: { entityType: 'user', entityName: NAME },
};

async function seed(): Promise<void> {
  for (const [key, documents] of Object.entries(SEEDS))
    for (const [_id, document] of Object.entries(documents())) {
      const place = PERSONAL_DATA[key as keyof Collections];
      const tenantId = typeof place === 'object' && place.isPlatforms ? PLATFORM : tenant;
      const own = identity.collections[key as keyof Collections] as unknown as Collection<Stored>;
      expect(await own.forTenant(tenantId).insert({ _id, tenantId, ...document })).toBe(true);
    }
  for (const [name, document] of Object.entries(ELSEWHERE)) {
    const own = identity.store.collection<Stored>({ name, writer: 'another service' }).forTenant(tenant);
    await own.insert({ _id: 'one', tenantId: tenant, ...document, ...(name === 'issues' && { entityId: person }) });
  }
}

/** The documents of each collection in which the person is named, but for events that are on their way. */
async function named(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const collection of await identity.store.everyCollection())
    for (const { outbox: _events, ...document } of await collection.acrossTenants('test').find({})) {
      const text = JSON.stringify(document);
      if (/quintessa|testperson/i.test(text)) found.push(`${collection.spec.name} ${document._id}`);
    }
  return found;
}

async function run(...args: string[]): Promise<Record<string, unknown>[]> {
  const lines: Record<string, unknown>[] = [];
  await identity.app.command([...args, '--tenant', tenant], (line) => lines.push(JSON.parse(line) as Record<string, unknown>));
  return lines;
}

describe('a person in every collection', () => {
  it('is seeded below wherever something is decided about personal data', () => {
    const decided = Object.entries(PERSONAL_DATA).flatMap(([key, place]) => (typeof place === 'string' ? [] : [key]));

    expect(Object.keys(SEEDS).sort()).toEqual(decided.sort());
  });

  it('leaves no trace of name or address once erased, while the chain of the audit verifies and others stay', async () => {
    await seed();
    const before = await named();

    await run('person', 'erase', '--person', person, '--confirm', person);
    await eventually(async () => {
      const told = await identity.collections.auditPayloads.forTenant(tenant).count({ 'action.kind': 'user.erased' });
      expect(told).toBe(2);
    });
    await run('person', 'erase', '--person', person, '--confirm', person);

    expect(new Set(before.map((place) => place.split(' ')[0])).size).toBeGreaterThanOrEqual(11);
    expect(await named()).toEqual([]);
    expect((await run('audit', 'verify')).at(-1)).toMatchObject({ problems: 0 });
    for (const [key, id] of [
      ['users', 'beside'],
      ['people', 'beside'],
      ['userMerges', 'beside'],
      ['invitations', 'beside'],
    ] as const)
      expect(await identity.collections[key].acrossTenants('test').get(id)).toBeDefined();
    expect(await identity.collections.users.acrossTenants('test').get(bystander)).toMatchObject({ state: 'active' });
  });

  it('is given out from every collection but those that sign people in', async () => {
    await seed();

    const lines = await run('person', 'export', '--person', person);

    expect([...new Set(lines.map(({ what }) => what))].sort()).toEqual([
      ...['api_keys', 'audit_payloads', 'identity_mail_outbox', 'invitations', 'mail_jobs', 'psa_people', 'sessions'],
      ...['sso_identities', 'user_merges', 'users'],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/hash/i);
  });

  it('is erased by the name of the user that it goes on as', async () => {
    await seed();

    await expect(run('person', 'erase', '--person', 'merged', '--confirm', 'merged')).rejects.toMatchObject({
      code: 'user_merged',
    });
  });
});
