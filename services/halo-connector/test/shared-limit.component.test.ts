import { afterEach, describe, expect, it } from '@jest/globals';
import { clockThatWaitsFor, connectedConnector, createConnectorHarness, runOf } from '@psa-bridge/connector-kit/contract-suite';
import type { HttpClient } from '@psa-bridge/http-client';
import { simulateHalo } from './simulated-halo.ts';

const WINDOW_MS = 10_000;
const CALLS_PER_WINDOW = 40;
const OTHERS_PER_WINDOW = 14;
const SEED = { companies: 100, contacts: 0, products: 0, opportunities: 0, quotes: 0, tickets: 0, agreements: 0 };

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A connected HaloPSA whose limit somebody else uses too, at an even pace, on a clock that is driven. */
async function sharedHalo() {
  const underWay = new Set<Promise<unknown>>();
  const clock = clockThatWaitsFor(underWay);
  const simulated = await simulateHalo({
    ...{ clock, seed: SEED, callsPerWindow: CALLS_PER_WINDOW, allowanceMs: WINDOW_MS, limitWaitMs: 1_000 },
    timeScale: (5 * 60_000) / WINDOW_MS,
  });
  opened.push(() => simulated.close());
  const refusedAt: number[] = [];
  const http: Pick<HttpClient, 'request'> = {
    request(request) {
      const sent = simulated.http.request(request).then((response) => {
        if (response.status === 429) refusedAt.push(clock.now().getTime());
        return response;
      });
      underWay.add(sent);
      const isDone = (): boolean => underWay.delete(sent);
      sent.then(isDone, isDone);
      return sent;
    },
  };
  const othersEveryMs = WINDOW_MS / OTHERS_PER_WINDOW;
  let othersAt = clock.now().getTime();
  const shared = {
    ...clock,
    async advance(ms: number) {
      await clock.advance(ms);
      for (; othersAt <= clock.now().getTime(); othersAt += othersEveryMs)
        simulated.simulator.control.spendAllowance({ calls: 1 });
    },
  };
  const harness = createConnectorHarness({ definition: simulated.definition, http, clock: shared });
  await harness.start();
  opened.push(() => harness.stop());
  return { harness, integration: await harness.connect(simulated.credentials), refusedAt, clock: shared };
}

describe('a limit that others use too', () => {
  it('is learned from a refusal and kept: each further try to take more comes later than the one before', async () => {
    const { harness, integration, refusedAt, clock } = await sharedHalo();
    const begun = clock.now().getTime();

    const connected = connectedConnector(harness, integration);
    const id = await connected.startSync('full');
    await harness.until(async () => expect((await runOf(connected, id)).state).toBe('completed'), 60 * WINDOW_MS);

    const windows = (clock.now().getTime() - begun) / WINDOW_MS;
    const refusals = refusedAt.filter((at, index) => at - (refusedAt[index - 1] ?? -Infinity) > WINDOW_MS / 2);
    expect(windows).toBeGreaterThan(7);
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.length).toBeLessThanOrEqual(3);
  });
});
