import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest } from './connected-connectwise.ts';

const connect = connectedForOneTest();

const ALWAYS = { hireDate: '2020-01-01T00:00:00Z', defaultPhone: 'Office', securityRole: { id: 1 }, lastName: 'Demo' };

describe('members of ConnectWise', () => {
  it('CW-50: of the active members only regular members and subcontractors are told of', async () => {
    const { simulator, harness, sync } = await connect();
    const others = [
      { ...ALWAYS, identifier: 'stream', firstName: 'Stream', licenseClass: 'C', defaultEmail: 'Office' },
      { ...ALWAYS, identifier: 'api', firstName: 'Api', licenseClass: 'A', defaultEmail: 'Office' },
    ];
    for (const values of others) simulator.control.create({ entity: 'Member', values });

    await sync('people');

    const people = await harness.until(async () => {
      const told = await harness.people();
      expect(told).toHaveLength(4);
      return told;
    });
    expect(people.map(({ firstName, licence, isActive }) => [firstName, licence, isActive])).toEqual([
      ['Alex', 'F', true],
      ['Billie', 'F', true],
      ['Casey', 'F', true],
      ['Devon', 'X', true],
    ]);
  });

  it('CW-51: whoever matches no user becomes one; the address chosen as default goes first, each once', async () => {
    const { simulator, harness, sync } = await connect();
    const addresses = { officeEmail: 'office@demo.example', homeEmail: 'home@demo.example', primaryEmail: 'office@demo.example' };
    const member = {
      ...ALWAYS,
      ...addresses,
      identifier: 'homely',
      firstName: 'Homely',
      licenseClass: 'F',
      defaultEmail: 'Home',
    };
    simulator.control.create({ entity: 'Member', values: member });

    await sync('people');

    await harness.until(async () => {
      const homely = (await harness.people()).find(({ firstName }) => firstName === 'Homely');
      expect(homely).toMatchObject({ becomesUser: true, emails: ['home@demo.example', 'office@demo.example'] });
    });
  });
});
