import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { inspect } from 'node:util';
import { createTokenKeeper } from './access-token.ts';

const HOUR_MS = 3_600_000;

function setUp(lifeMs = HOUR_MS) {
  const clock = createManualClock();
  let asked = 0;
  const load = async () => {
    asked += 1;
    await Promise.resolve();
    return { accessToken: `token-${asked}`, lifeMs, scopes: ['all'] };
  };
  return { clock, keeper: createTokenKeeper(clock), load, asked: () => asked };
}

describe('an access token', () => {
  it('is asked for once by all who need it at the same time', async () => {
    const { keeper, load, asked } = setUp();

    const tokens = await Promise.all(Array.from({ length: 20 }, () => keeper.current(load)));

    expect([new Set(tokens).size, asked()]).toEqual([1, 1]);
  });

  it('is renewed before it ends, once for all who ask then', async () => {
    const { clock, keeper, load, asked } = setUp();
    await keeper.current(load);

    await clock.advance(HOUR_MS - 120_001);
    await keeper.current(load);
    const before = asked();
    await clock.advance(1);
    await Promise.all(Array.from({ length: 5 }, () => keeper.current(load)));

    expect([before, asked()]).toEqual([1, 2]);
  });

  it('that was rejected is replaced, and one that replaced it meanwhile stays', async () => {
    const { keeper, load, asked } = setUp();
    const rejected = await keeper.current(load);

    keeper.reject(rejected);
    const next = await keeper.current(load);
    keeper.reject(rejected);

    expect(await keeper.current(load)).toBe(next);
    expect(asked()).toBe(2);
  });

  it('that could not be had is asked for again by the next', async () => {
    const { keeper, load } = setUp();

    await expect(keeper.current(() => Promise.reject(new Error('down')))).rejects.toThrow('down');

    await expect(keeper.current(load)).resolves.toMatchObject({ scopes: ['all'] });
  });

  it('that lives for seconds only is used for most of them', async () => {
    const { clock, keeper, load, asked } = setUp(1_000);
    await keeper.current(load);

    await clock.advance(899);
    await keeper.current(load);

    expect(asked()).toBe(1);
  });

  it('cannot be shown by accident', async () => {
    const { keeper, load } = setUp();

    const token = await keeper.current(load);

    expect(`${inspect(token)} ${JSON.stringify(token)}`).not.toContain('token-1');
  });
});
