import { expect, it } from '@jest/globals';
import { connectedForOneTest, type ConnectedAutotask } from './connected-autotask.ts';

const connect = connectedForOneTest();
const SEED = { companies: 30, contactsPerCompany: 1, products: 2, services: 1, opportunities: 1, quotes: 0, tickets: 0 };

function idsOf({ simulator }: ConnectedAutotask, entity: string): number[] {
  const rows = simulator.control.list({ entity, limit: 1_000 });
  return rows.map(({ id }) => id).filter((id) => id > 0);
}

async function deletedOf({ records, integration }: ConnectedAutotask, type: 'company' | 'contact'): Promise<number> {
  const { items } = await records.search(type, { from: 0, size: 1_000 });
  return items.filter(({ external }) => external[integration._id]?.deletedAt !== undefined).length;
}

it('a company and a contact that are removed in Autotask are marked, and come back when they are made visible again', async () => {
  const connected = await connect({ seed: SEED });
  const { control } = connected.simulator;
  await connected.sync('full');
  const [company = 0] = idsOf(connected, 'Companies');
  const contact = idsOf(connected, 'Contacts').at(-1) ?? 0;
  control.hide({ entity: 'Companies', ids: [company] });
  control.remove({ entity: 'Contacts', id: contact });

  await connected.sync('full');
  const marked = [await deletedOf(connected, 'company'), await deletedOf(connected, 'contact')];
  control.reveal({});
  await connected.sync('full');

  expect(marked).toEqual([1, 1]);
  expect([await deletedOf(connected, 'company'), await deletedOf(connected, 'contact')]).toEqual([0, 1]);
  await connected.noIssues();
});

it('a security level that was narrowed marks nothing and asks a person, with one issue for each type', async () => {
  const connected = await connect({ seed: SEED });
  const { control } = connected.simulator;
  await connected.sync('full');
  const before = await connected.records.search('company', { from: 0, size: 1 });
  control.hide({ entity: 'Companies', ids: idsOf(connected, 'Companies').slice(0, 12) });
  control.hide({ entity: 'Contacts', ids: 'all' });

  await connected.sync('full');
  const companies = await connected.issueOf('missing:company');
  const contacts = await connected.issueOf('missing:contact');
  const marked = [await deletedOf(connected, 'company'), await deletedOf(connected, 'contact')];
  control.reveal({});
  await connected.sync('full');

  expect(marked).toEqual([0, 0]);
  expect(companies).toMatchObject({ entityType: 'sync', entityName: 'Companies', failure: { code: 'many_missing' } });
  expect(companies.failure?.message).toContain(`12 of ${before.total} that are linked here are not found in Autotask any more`);
  expect(contacts.failure?.message).toContain("the API user's security level does not show them any more");
  await connected.noIssues();
});
