import { describe, expect, it } from '@jest/globals';
import { until } from './until.ts';

describe('until', () => {
  it('lets what is waiting in the event loop run until something is so', async () => {
    let isSo = false;
    setTimeout(() => (isSo = true), 5);

    await until(() => isSo);

    expect(isSo).toBe(true);
  });

  it('gives up when the time is over', async () => {
    await expect(until(() => false, 20)).rejects.toThrow(/^still not so after 20 ms/);
  });

  it('asks once more where the machine stood still until the time was over', async () => {
    await expect(until(() => Promise.resolve(true), 0)).resolves.toBeUndefined();
  });
});
