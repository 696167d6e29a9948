import { describe, expect, it } from '@jest/globals';
import { readOptions } from '../../src/autotask/main-config.ts';

describe('the simulator as its own process', () => {
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
