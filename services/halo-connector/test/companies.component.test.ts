import { describe, expect, it } from '@jest/globals';
import { connectedForOneTest } from './connected-halo.ts';

const connect = connectedForOneTest();

describe('companies of HaloPSA', () => {
  it('come in with the address of their main site', async () => {
    const connected = await connect();
    const [client] = connected.simulator.control.list({ entity: 'Client' });

    await connected.sync('full');

    const { data } = await connected.recordOf('company', Number(client?.['id']));
    expect(data).toMatchObject({
      ...{ name: 'Demo MSP', type: '1', telephone: '5550000001', website: 'https://demomsp.example', currency: 'USD' },
      address: { street: '1 Example Street', country: 'US' },
    });
  });
});
