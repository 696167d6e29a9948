import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PERSONAL_DATA } from '../../src/usecases/person/personal-data.ts';
import { startIdentityApp, type IdentityApp } from '../identity-app.ts';
import { createPerson, eraseEverywhere, leftBy, run, seedPerson, type PersonEverywhere } from '../person-everywhere.ts';

let identity: IdentityApp;
let who: PersonEverywhere;
beforeEach(async () => {
  identity = await startIdentityApp();
  who = await createPerson(identity);
});
afterEach(() => identity.app.stop());

describe('a person in every collection', () => {
  it('is seeded below wherever something is decided about personal data', () => {
    const decided = Object.entries(PERSONAL_DATA).flatMap(([key, place]) => (typeof place === 'string' ? [] : [key]));

    expect(Object.keys(leftBy(who)).sort()).toEqual(decided.sort());
  });

  it('leaves no trace of name or address once erased, while the chain of the audit verifies and others stay', async () => {
    await seedPerson(identity, who);

    const { before, after, verdict } = await eraseEverywhere(identity, who);

    expect(new Set(before.map((place) => place.split(' ')[0])).size).toBeGreaterThanOrEqual(11);
    expect(after).toEqual([]);
    expect(verdict).toMatchObject({ problems: 0 });
    for (const key of ['users', 'people', 'userMerges', 'invitations'] as const)
      expect(await identity.collections[key].acrossTenants('test').get('beside')).toBeDefined();
    expect(await identity.collections.users.acrossTenants('test').get(who.bystander)).toMatchObject({ state: 'active' });
  });

  it('is given out from every collection but those that sign people in', async () => {
    await seedPerson(identity, who);

    const lines = await run(identity, 'person', 'export', '--person', who.person, '--tenant', who.tenant);

    expect([...new Set(lines.map(({ what }) => what))].sort()).toEqual([
      ...['api_keys', 'audit_payloads', 'identity_mail_outbox', 'invitations', 'mail_jobs', 'psa_people', 'sessions'],
      ...['sso_identities', 'user_merges', 'users'],
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/hash(es)?":/i);
  });

  it('is erased by the name of the user that it goes on as', async () => {
    await seedPerson(identity, who);

    await expect(
      run(identity, 'person', 'erase', '--person', 'merged', '--confirm', 'merged', '--tenant', who.tenant),
    ).rejects.toMatchObject({
      code: 'user_merged',
    });
  });
});
