import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest } from './connected-autotask.ts';

const connect = connectedForOneTest();

describe('resources of Autotask', () => {
  it('ID-41: all but API users are told of, inactive ones as such; nobody becomes a user for being one', async () => {
    const { harness, sync } = await connect();

    await sync('people');

    const people = await harness.until(async () => {
      const told = await harness.people();
      expect(told).toHaveLength(5);
      return told;
    });
    expect(people.map(({ firstName, isActive }) => [firstName, isActive])).toEqual([
      ['Alex', true],
      ['Billie', true],
      ['Casey', true],
      ['Devon', true],
      ['Ellis', false],
    ]);
    expect(people[0]).toMatchObject({ emails: ['alex.demo@example.com'], companyExternalId: '0', becomesUser: false });
  });

  it('a resource with several addresses is told of with all of them, the first one first', async () => {
    const { simulator, harness, sync } = await connect();
    const [alex] = simulator.control.list({ entity: 'Resources', filter: [{ op: 'eq', field: 'firstName', value: 'Alex' }] });
    simulator.control.patch({ entity: 'Resources', id: alex?.id ?? 0, values: { email2: 'Alex@Home.example', email3: ' ' } });

    await sync('people');

    await harness.until(async () => {
      const told = (await harness.people()).find(({ firstName }) => firstName === 'Alex');
      expect(told?.emails).toEqual(['alex.demo@example.com', 'Alex@Home.example']);
    });
  });

  it('ID-43: a company knows the parent that Autotask knows of, also where both come in one page', async () => {
    const { simulator, recordOf, sync } = await connect();
    const [child, parent] = simulator.control
      .list({ entity: 'Companies' })
      .filter(({ id }) => id !== 0)
      .map(({ id }) => id);
    if (child === undefined || parent === undefined) throw new Error('there are no two companies');
    simulator.control.patch({ entity: 'Companies', id: child, values: { parentCompanyID: parent } });

    await sync('full');

    const { data } = await recordOf('company', child);
    expect(data.parentId).toBe((await recordOf('company', parent))._id);
  });
});
