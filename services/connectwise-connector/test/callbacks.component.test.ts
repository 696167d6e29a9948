import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openWebhookDoor, type WebhookDoor } from '@psa-bridge/connector-kit/contract-suite';
import { connectedForOneTest, type ConnectedConnectWise } from './connected-connectwise.ts';

const connect = connectedForOneTest();
let door: WebhookDoor;
beforeEach(async () => void (door = await openWebhookDoor()));
afterEach(() => door.close());

interface Shown {
  entityType: string;
  status: string;
}

async function installed(): Promise<ConnectedConnectWise & { install(): Promise<readonly Shown[]> }> {
  const connected = await connect({ publicUrl: door.url });
  const { harness, integration } = connected;
  door.lead((delivery) => harness.call('POST', '/{channel}', delivery));
  const install = async () => {
    const answer = await harness.call('POST', '/{id}/webhooks', { params: { id: integration._id } });
    return (answer as { items: readonly Shown[] }).items;
  };
  await install();
  return { ...connected, install };
}

describe('callbacks of ConnectWise', () => {
  it('CW-40: are registered for companies, contacts and opportunities, each once however often it is asked for', async () => {
    const { simulator, install } = await installed();

    const shown = await install();

    expect(shown.map(({ entityType, status }) => [entityType, status])).toEqual([
      ['company', 'active'],
      ['contact', 'active'],
      ['opportunity', 'active'],
    ]);
    expect(simulator.control.count({ entity: 'Callback Entry' })).toBe(3);
  });

  it('CW-40: one that ConnectWise switched off is switched on again', async () => {
    const { simulator, install } = await installed();
    const [first] = simulator.control.list({ entity: 'Callback Entry' });
    simulator.control.deactivate({ entity: 'Callback Entry', id: Number(first?.['id']) });

    expect((await install()).map(({ status }) => status)).toEqual(['active', 'active', 'active']);
  });

  it('CW-40, SY-21: a company, a contact and an opportunity that change there change here, by reading them again', async () => {
    const connected = await installed();
    const { simulator } = connected;
    await connected.sync('full');
    const [company] = simulator.control.list({ entity: 'Company' });
    const [person] = simulator.control.list({ entity: 'Contact' });
    const [deal] = simulator.control.list({ entity: 'Opportunity' });

    simulator.control.patch({ entity: 'Company', id: Number(company?.['id']), values: { name: 'Renamed there' } });
    simulator.control.patch({ entity: 'Contact', id: Number(person?.['id']), values: { lastName: 'Married' } });
    simulator.control.patch({ entity: 'Opportunity', id: Number(deal?.['id']), values: { name: 'Bigger deal' } });

    await connected.harness.until(async () => {
      expect((await connected.recordOf('company', Number(company?.['id']))).data.name).toBe('Renamed there');
      expect((await connected.recordOf('contact', Number(person?.['id']))).data.lastName).toBe('Married');
      expect((await connected.recordOf('opportunity', Number(deal?.['id']))).data.name).toBe('Bigger deal');
    }, 20_000);
  });
});
