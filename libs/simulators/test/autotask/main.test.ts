import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../src/autotask/main-config.ts';

const MAIN = new URL('../../src/autotask/main.ts', import.meta.url).pathname;

describe('the simulator as its own process', () => {
  it('starts under plain Node, prints its addresses, answers and stops on SIGTERM', async () => {
    const child = spawn(process.execPath, [MAIN, '--companies=3', '--call-ms=0'], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const { baseUrl, controlUrl, userName } = JSON.parse(line) as Record<string, string>;

    const zone = await fetch(`${baseUrl}/ATServicesRest/V1.0/zoneInformation?user=${encodeURIComponent(userName ?? '')}`);
    const count = await fetch(`${controlUrl}/count`, { method: 'POST', body: '{"entity":"Companies"}' });
    child.kill('SIGTERM');
    const [code] = (await once(child, 'exit')) as [number | null];

    expect([zone.status, await count.json(), code]).toEqual([200, { result: 4 }, 0]);
    expect(line).not.toContain('Secret');
  }, 60_000);

  it('reads flags before variables, and has the vendor’s latency by default', () => {
    const options = readOptions(['--companies=5', '--time-scale=60'], {
      SIM_COMPANIES: '9',
      SIM_PRODUCTS: '7',
      SIM_CONTACTS: '3',
      SIM_DATABASE: '8',
    });

    expect(options).toMatchObject({
      seed: { companies: 5, products: 7, contacts: 3 },
      timeScale: 60,
      database: 8,
      latency: { callMs: 150, fullPageMs: 400 },
    });
  });

  it('names each variable that cannot be used', () => {
    expect(() => readOptions(['--companies=many', '--port=99999'], {})).toThrow(/SIM_COMPANIES[\s\S]*|SIM_PORT/);
  });
});
