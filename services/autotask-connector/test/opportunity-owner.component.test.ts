import { expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { connectedForOneTest } from './connected-autotask.ts';

const connect = connectedForOneTest();
const API_USER = 7;

it('PA-32: the owner is the resource that owns a new opportunity, goes there when it changes, and stays when it is taken away', async () => {
  const connected = await connect();
  const { simulator, integration } = connected;
  await connected.sync('full');
  const company = await connected.recordOf('company', 0);
  const resources = simulator.control.list({ entity: 'Resources', filter: [{ op: 'eq', field: 'isActive', value: true }] });
  const [first, second] = resources.filter(({ values }) => values['licenseType'] !== API_USER).slice(-2);
  const owner = (resource: { id: number } | undefined) => ({
    ownerId: newId(),
    ownerExternalIds: { [integration._id]: String(resource?.id) },
  });

  const id = await connected.save('opportunity', { name: 'Owned deal', companyId: company._id, ...owner(first) });
  const externalId = await connected.arrived('opportunity', id);
  const there = () =>
    simulator.control.list({ entity: 'Opportunities', filter: [{ op: 'eq', field: 'id', value: externalId }] })[0]?.values;
  const atFirst = there()?.['ownerResourceID'];
  await connected.change('opportunity', id, owner(second));
  await connected.harness.until(() => expect(there()?.['ownerResourceID']).toBe(second?.id));
  await connected.change('opportunity', id, { ownerId: undefined, ownerExternalIds: undefined, description: 'No owner' });
  await connected.harness.until(() => expect(there()?.['description']).toBe('No owner'));

  expect(first?.id).not.toBe(second?.id);
  expect([atFirst, there()?.['ownerResourceID']]).toEqual([first?.id, second?.id]);
  await connected.noIssues();
});
