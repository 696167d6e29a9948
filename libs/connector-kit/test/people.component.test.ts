import { afterEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { connectedConnector } from '../src/contract-suite/connected-connector.ts';
import { createConnectorHarness, type ConnectorHarness } from '../src/contract-suite/connector-harness.ts';
import { CREDENTIALS, paperConnector } from './paper-connector.ts';
import { createPaperPsa } from './paper-psa.ts';

let running: ConnectorHarness | undefined;
afterEach(() => running?.stop());

async function setUp(people: number) {
  const clock = createManualClock();
  const psa = createPaperPsa({ clock });
  for (let index = 0; index < people; index += 1)
    psa.put('people', { name: `Person ${index}`, email: `p${index}@paper.example` });
  running = createConnectorHarness({ definition: paperConnector(), http: psa.http, clock });
  await running.start();
  return { clock, psa, ...connectedConnector(running, await running.connect(CREDENTIALS)) };
}

describe('the people of a PSA', () => {
  it('are told of page by page, each with what the connector read, and when', async () => {
    const { harness, integration, sync } = await setUp(7);

    await sync('people');
    const told = await harness.until(async () => {
      const people = await harness.people();
      expect(people).toHaveLength(7);
      return people;
    });

    expect(told[0]).toMatchObject({
      ...{ integrationId: integration._id, provider: 'paper', firstName: 'Person 0', lastName: 'Paper' },
      ...{ emails: ['p0@paper.example'], licence: 'pencil', isActive: true, becomesUser: false, companyExternalId: '' },
    });
    expect(told.every(({ seenAt }) => seenAt !== undefined)).toBe(true);
  });

  it('ID-05: are told of again by each full sync, so that links are looked at anew', async () => {
    const { clock, harness, sync } = await setUp(2);
    await sync('full');
    await clock.advance(1_000);
    await sync('full');

    await harness.until(async () => expect(await harness.people()).toHaveLength(4));
  });

  it('SY-03: are left alone by a fields-only sync', async () => {
    const { psa, sync } = await setUp(2);
    psa.calls.length = 0;

    await sync('fields');

    expect(psa.calls.filter((call) => call.includes('people'))).toEqual([]);
  });
});
