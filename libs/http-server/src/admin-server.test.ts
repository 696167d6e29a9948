import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { createMetrics } from '@psa-bridge/observability';
import { createAdminServer, type AdminServer, type HealthCheck } from './admin-server.ts';

let clock: ManualClock;
let server: AdminServer;
let ready: HealthCheck;

beforeEach(async () => {
  clock = createManualClock();
  ready = () => undefined;
  server = createAdminServer({
    port: 0,
    checks: { livez: () => undefined, readyz: () => ready(), startupz: () => Promise.resolve('starting') },
    metrics: createMetrics({ processMetrics: false }),
    clock,
  });
  await server.start();
});
afterEach(() => server.stop());

const get = async (path: string): Promise<[number, string]> => {
  const response = await fetch(`http://127.0.0.1:${server.port()}${path}`);
  return [response.status, await response.text()];
};

describe('the admin server', () => {
  it('answers the probes with their reasons, and the metrics', async () => {
    expect(await get('/livez')).toEqual([200, 'ok']);
    expect(await get('/readyz?verbose=1')).toEqual([200, 'ok']);
    expect(await get('/startupz')).toEqual([503, 'starting']);
    expect((await get('/metrics'))[1]).toContain('# TYPE psa_bridge_published counter');
    expect((await get('/other'))[0]).toBe(404);
  });

  it('tells with the metrics what the probes say, so that also a loop that stands still is seen', async () => {
    ready = () => 'the broker does not answer';

    const [, text] = await get('/metrics');

    expect(text.match(/^psa_bridge_probe_ok.*$/gm)).toEqual([
      'psa_bridge_probe_ok{probe="livez"} 1',
      'psa_bridge_probe_ok{probe="readyz"} 0',
    ]);
  });

  it('takes a failing check for a no, without its words', async () => {
    ready = () => {
      throw new Error('mongodb://root:hunter2@db');
    };

    expect(await get('/readyz')).toEqual([503, 'the check failed']);
  });

  it('takes a check that hangs for a no', async () => {
    const asked = Promise.withResolvers<void>();
    ready = () => {
      asked.resolve();
      return new Promise(() => undefined);
    };
    const answer = get('/readyz');
    await asked.promise;

    await clock.advance(3_000);

    expect(await answer).toEqual([503, 'the check takes too long']);
  });
});
