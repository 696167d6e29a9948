import { expect, it } from '@jest/globals';
import { newId } from '@psa-bridge/core';
import { connectedForOneTest } from './connected-connectwise.ts';
import { deals, offering } from './sales.ts';

const connect = connectedForOneTest();
const offer = offering(connect);

it('PA-32: the owner is the sales representative of a new opportunity, goes there when it changes, and stays when it is taken away', async () => {
  const { connected, opportunity, quote } = await offer();
  const { simulator, integration } = connected;
  const members = simulator.control.list({ entity: 'Member', conditions: 'inactiveFlag=false' }).map(({ id }) => Number(id));
  const [first, second] = [members.at(-1), members.at(-2)];
  const owner = (id: number | undefined) => ({ ownerId: newId(), ownerExternalIds: { [integration._id]: String(id) } });
  const representative = () => (deals(connected, 'Deal')[0]?.['primarySalesRep'] as { id?: number } | undefined)?.id;

  await connected.change('opportunity', opportunity, owner(first));
  await connected.change('quote', quote, { status: 'approved' });
  await connected.arrived('opportunity', opportunity);
  const atFirst = representative();
  await connected.change('opportunity', opportunity, owner(second));
  await connected.harness.until(() => expect(representative()).toBe(second));
  await connected.change('opportunity', opportunity, {
    ownerId: undefined,
    ownerExternalIds: undefined,
    description: 'No owner',
  });
  await connected.harness.until(() => expect(deals(connected, 'Deal')[0]?.['notes']).toBe('No owner'));

  expect(first).not.toBe(second);
  expect([atFirst, representative()]).toEqual([first, second]);
  await connected.noIssues();
});
