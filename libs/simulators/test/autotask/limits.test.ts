import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { until } from '@psa-bridge/testing';
import { DEMO, startSimulator, type Started } from './harness.ts';

const HOUR_MS = 3_600_000;

describe('limits and latency (autotask.md 3)', () => {
  let clock: ManualClock;
  let started: Started;
  beforeEach(() => {
    clock = createManualClock();
  });
  afterEach(() => started.simulator.stop());

  const begin = async (options: Parameters<typeof startSimulator>[0] = {}) => {
    started = await startSimulator({ clock, ...options });
    return started;
  };
  const count = async () => (await started.api.get('ThresholdInformation')).json.currentTimeframeRequestCount;

  it('counts every authenticated call of the rolling hour, its own question too', async () => {
    const { api, simulator } = await begin();
    await api.get('Companies/0');
    await api.call('GET', 'Companies/0', { headers: { secret: 'wrong' } });
    await api.call('GET', `${simulator.baseUrl()}/ATServicesRest/v1.0/zoneInformation?user=x`);

    const first = await api.get('ThresholdInformation');
    await clock.advance(HOUR_MS / 2);
    const second = await count();
    await clock.advance(HOUR_MS / 2);
    const third = await count();

    expect(first.json).toEqual({
      externalRequestThreshold: 10_000,
      requestThresholdTimeframe: 60,
      currentTimeframeRequestCount: 2,
    });
    expect([second, third]).toEqual([3, 2]);
  });

  it('shortens the hour by the time scale', async () => {
    const { api } = await begin({ timeScale: 60 });
    await api.get('Companies/0');

    await clock.advance(60_000);

    expect(await count()).toBe(1);
  });

  it("adds others' calls, as a level that stays and as calls that leave with the hour", async () => {
    const { simulator } = await begin();
    simulator.control.setUsage({ external: 4_000, burst: 500 });

    const before = await count();
    await clock.advance(HOUR_MS);

    expect([before, await count()]).toEqual([4_501, 4_001]);
  });

  it.each([
    [4_999, 0],
    [5_000, 500],
    [7_499, 500],
    [7_500, 1_000],
  ])('with %i calls used by others a call takes %i ms longer', async (external, expected) => {
    const { api, simulator } = await begin();
    simulator.control.setUsage({ external: external - 1 });

    const answer = api.get('Companies/0');
    await until(() => clock.sleeping() > 0 || simulator.control.counters().answers['200'] === 1);
    const waited = (clock.nextDue()?.getTime() ?? clock.now().getTime()) - clock.now().getTime();
    await clock.advance(expected);

    expect([waited, (await answer).status]).toEqual([expected, 200]);
  });

  it('fails every call over 100 %, with status and body by switch, until the count falls', async () => {
    const { api, simulator } = await begin({ limits: { threshold: 5, tierDelaysMs: [0, 0] } });
    for (let call = 0; call < 5; call += 1) await api.get('Companies/0');

    const over = await api.get('Companies/0');
    simulator.control.setSwitches({ overLimitStatus: 503, overLimitBody: '{"Message":"busy"}' });
    const other = await api.get('ThresholdInformation');
    await clock.advance(HOUR_MS);
    const later = await api.get('Companies/0');

    expect([over.status, over.json.errors.length, over.headers.get('retry-after')]).toEqual([429, 1, null]);
    expect([other.status, other.json]).toEqual([503, { Message: 'busy' }]);
    expect(later.status).toBe(200);
  });

  it('takes three threads of an endpoint at once, and counts each endpoint for itself', async () => {
    const { api, simulator } = await begin({ latency: { callMs: 150 } });
    const three = [1, 2, 3].map(() => api.get(`Companies/${DEMO.company}`));
    await until(() => clock.sleeping() === 3);

    const fourth = await api.get('Companies/0');
    const other = api.get(`Contacts/${DEMO.contact}`);
    await until(() => clock.sleeping() === 4);
    await clock.advance(150);
    const counters = simulator.control.counters();

    expect(fourth.status).toBe(429);
    expect(fourth.json.errors[0]).toMatch(/thread threshold of 3 threads has been exceeded.*Itgenatr005/);
    expect((await Promise.all([...three, other])).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(counters.maxConcurrentSeen).toMatchObject({ Companies: 4, Contacts: 1 });
    expect(counters.answers['429']).toBe(1);
  });

  it('can answer the fourth thread with another status', async () => {
    const { api, simulator } = await begin({ latency: { callMs: 1 }, limits: { threads: 1 } });
    simulator.control.setSwitches({ threadLimitStatus: 500 });
    const first = api.get('Companies/0');
    await until(() => clock.sleeping() === 1);

    const second = await api.get('Companies/0');
    await clock.advance(1);

    expect([second.status, second.json.errors[0]]).toEqual([500, expect.stringContaining('thread threshold')]);
    expect((await first).status).toBe(200);
  });

  it('exempts zone discovery from threads, but not the threshold information', async () => {
    const { api, simulator } = await begin({ latency: { callMs: 100 }, limits: { threads: 1 } });
    const zoneUrl = `${simulator.baseUrl()}/ATServicesRest/v1.0/zoneInformation?user=${encodeURIComponent(simulator.credentials.userName)}`;
    const running = [api.call('GET', zoneUrl), api.call('GET', zoneUrl), api.get('ThresholdInformation')];
    await until(() => clock.sleeping() === 3);

    const second = await api.get('ThresholdInformation');
    await clock.advance(100);

    expect(second.status).toBe(429);
    expect((await Promise.all(running)).map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('takes longer for a full page, in proportion to its rows', async () => {
    const { api } = await begin({ latency: { callMs: 100, fullPageMs: 300 }, seed: { companies: 999, contactsPerCompany: 0 } });
    const begun = clock.now().getTime();
    async function timeOf(maxRecords: number): Promise<number> {
      const from = clock.now().getTime();
      let isDone = false;
      const answer = api.query('Companies', [{ op: 'exist', field: 'id' }], { MaxRecords: maxRecords }).then(() => {
        isDone = true;
      });
      for (;;) {
        await until(() => isDone || clock.sleeping() > 0);
        if (isDone) break;
        await clock.advance((clock.nextDue()?.getTime() ?? 0) - clock.now().getTime());
      }
      await answer;
      return clock.now().getTime() - from;
    }

    expect(begun).toBe(clock.now().getTime());
    expect([await timeOf(500), await timeOf(250)]).toEqual([300, 200]);
  });
});
