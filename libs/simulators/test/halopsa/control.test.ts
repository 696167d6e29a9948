import { describe, expect, it } from '@jest/globals';
import { createHaloSimulator } from '@psa-bridge/simulators';
import { plainCall } from '../http-client.ts';
import { DEMO, NEW_CLIENT, useSimulator } from './harness.ts';

const halo = useSimulator();

describe('editing the data of the simulated HaloPSA', () => {
  it('creates, changes, counts and deletes as a person would', () => {
    const { control } = halo.simulator;
    const created = control.create({ entity: 'Item', values: { name: 'By hand', assetgroup_id: 14, quantity_in_stock: 3 } });
    control.patch({ entity: 'Item', id: created['id'] as number, values: { baseprice: 5 } });
    const found = control.list({ entity: 'Item', where: { name: 'By hand' } });
    control.remove({ entity: 'Item', id: created['id'] as number });

    expect([found, control.count({ entity: 'Item' })]).toMatchObject([[{ baseprice: 5, quantity_in_stock: 3 }], 20]);
  });

  it('tells opportunities from tickets by their names', () => {
    const { control } = halo.simulator;

    expect([control.count({ entity: 'Opportunities' }), control.count({ entity: 'Tickets' })]).toEqual([5, 8]);
  });

  it('deactivates clients and agents', async () => {
    halo.simulator.control.deactivate({ entity: 'Client', id: DEMO.client });
    halo.simulator.control.deactivate({ entity: 'Agent', id: DEMO.agent });

    expect([await halo.api.ids('Agent'), (await halo.api.ids('Client'))[0]]).toEqual([[1, 8, 9], DEMO.otherClient]);
  });

  it('restores a row under its own id', () => {
    const { control } = halo.simulator;
    control.remove({ entity: 'Supplier', id: 5 });

    expect(control.create({ entity: 'Supplier', id: 5, values: { name: 'Back again' } })).toMatchObject({ id: 5 });
  });

  it('goes back to the start, with as much data as asked for', async () => {
    await halo.api.post('Client', [NEW_CLIENT]);
    halo.simulator.control.setSwitches({ teamRestricted: true });
    halo.simulator.control.reset({ seed: { companies: 3 } });

    expect([halo.simulator.control.count({ entity: 'Client' }), halo.simulator.control.state()]).toMatchObject([
      3,
      { switches: { teamRestricted: false }, tokensIssued: 0 },
    ]);
  });

  it('counts calls, writes and answers', async () => {
    await halo.api.get('Client');
    await halo.api.post('Client', [NEW_CLIENT]);
    await halo.api.get(`Opportunities/${DEMO.opportunity}`);

    expect(halo.simulator.control.counters()).toMatchObject({
      calls: { Client: { query: 1, create: 1 }, Opportunities: { get: 1 } },
      writes: { Client: { create: 1 } },
      answers: { 200: 2, 201: 1 },
    });
  });

  it('does the same over HTTP', async () => {
    const url = `${halo.simulator.controlUrl()}/count`;
    const good = await plainCall('POST', url, { body: { entity: 'Client' } });
    const bad = await plainCall('POST', url, { body: { entity: 'Clientele' } });

    expect([good.json, bad.status, bad.json.error]).toEqual([{ result: 10 }, 400, "There is no entity 'Clientele'."]);
  });

  it('signs in with other credentials once they are changed', async () => {
    halo.simulator.control.setCredentials({ clientSecret: 'another' });

    expect([halo.simulator.credentials.clientSecret, (await halo.api.signIn()).status]).toEqual(['another', 200]);
  });
});

describe('demo data', () => {
  it('is the same for the same options, whatever its size', () => {
    const size = { companies: 300, contacts: 900, products: 300, opportunities: 30, quotes: 10, tickets: 10, agreements: 10 };
    const [one, other] = [createHaloSimulator({ seed: size }), createHaloSimulator({ seed: size })];
    const prices = ({ control }: typeof one) => control.list({ entity: 'Item', limit: 300 }).map((item) => item['baseprice']);

    expect([prices(one), one.control.count({ entity: 'Users' }), one.control.count({ entity: 'Site' })]).toEqual([
      prices(other),
      1_200,
      300,
    ]);
  });
});
