import { describe, expect, it } from '@jest/globals';
import { runOf, type RunView } from '@psa-bridge/connector-kit/contract-suite';
import { unavailable } from '@psa-bridge/core';
import { connectedForOneTest } from './connected-autotask.ts';

const connect = connectedForOneTest();
const SEED = { companies: 1, contactsPerCompany: 1, products: 3, services: 0, opportunities: 0, quotes: 0, tickets: 0 };

interface WaitingRun extends RunView {
  waitsFor?: { code: string; message: string; until: string };
}

describe('AT-33: a product catalogue that does not answer during an import', () => {
  it('is told on the run that waits for it, and no more once the run went on', async () => {
    let isAway = true;
    const lookUp = () =>
      isAway
        ? Promise.reject(unavailable('source_unavailable', 'The product catalogue does not answer.'))
        : Promise.resolve(new Map());
    const connected = await connect({ seed: SEED, settings: { enrichWithMpn: true }, catalogue: { lookUp } });

    const id = await connected.startSync('full');
    const waiting = await connected.harness.until(async () => {
      const run: WaitingRun = await runOf(connected, id);
      expect(run.waitsFor).toBeDefined();
      return run;
    });
    isAway = false;
    await connected.syncCompleted(id);

    expect(waiting).toMatchObject({
      state: 'running',
      waitsFor: { code: 'source_unavailable', message: expect.stringContaining('product catalogue'), until: expect.any(String) },
    });
    expect(await runOf(connected, id)).not.toHaveProperty('waitsFor');
    expect((await connected.records.search('product', { from: 0, size: 1 })).total).toBe(3);
  });
});
