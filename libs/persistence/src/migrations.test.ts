import { describe, expect, it } from '@jest/globals';
import { createManualClock, type ManualClock } from '@psa-bridge/core';
import { captureLogger } from '@psa-bridge/testing';
import { createMemoryStore } from './memory-store.ts';
import { createMigrations, type Migration } from './migrations.ts';

function setUp() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const ran: string[] = [];
  const migration = (id: string, work: () => Promise<void> = () => Promise.resolve()): Migration => ({
    id,
    up: async () => {
      ran.push(`${id} begins`);
      await work();
      ran.push(`${id} ends`);
    },
  });
  const runner = (migrations: readonly Migration[], name = 'service') =>
    createMigrations({ store, name, migrations, clock, logger: captureLogger().logger });
  return { clock, store, ran, migration, runner };
}

async function until(clock: ManualClock, promise: Promise<unknown>): Promise<void> {
  let isDone = false;
  void promise.finally(() => (isDone = true)).catch(() => undefined);
  for (let step = 0; step < 200 && !isDone; step++) await clock.advance(500);
}

describe('migrations', () => {
  it('runs each one once, in order, and only the new ones the next time', async () => {
    const { ran, migration, runner } = setUp();
    const [one, two, three] = [migration('1'), migration('2'), migration('3')];

    const answers = [await runner([one, two]).run(), await runner([one, two]).run(), await runner([one, two, three]).run()];

    expect(answers).toEqual([['1', '2'], [], ['3']]);
    expect(ran).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '3 begins', '3 ends']);
  });

  it('keeps the migrations of two services apart', async () => {
    const { migration, runner } = setUp();

    expect([await runner([migration('1')], 'a').run(), await runner([migration('1')], 'b').run()]).toEqual([['1'], ['1']]);
  });

  it('runs them in one of several replicas that start together, and the others wait', async () => {
    const { clock, ran, migration, runner } = setUp();
    const slow = migration('1', () => clock.sleep(70_000));

    const replicas = Promise.all([runner([slow]).run(), runner([slow]).run(), runner([slow]).run()]);
    await until(clock, replicas);

    expect(await replicas).toEqual([['1'], [], []]);
    expect(ran).toEqual(['1 begins', '1 ends']);
  });

  it('runs one again that failed, and leaves the lease to the next at once', async () => {
    const { ran, migration, runner } = setUp();
    let fails = true;
    const failing = migration('2', () => (fails ? Promise.reject(new Error('no')) : Promise.resolve()));

    await expect(runner([migration('1'), failing]).run()).rejects.toThrow('no');
    fails = false;
    const answer = await runner([migration('1'), failing]).run();

    expect(answer).toEqual(['2']);
    expect(ran).toEqual(['1 begins', '1 ends', '2 begins', '2 begins', '2 ends']);
  });

  it('does not note one as done whose lease another replica took', async () => {
    const { clock, store, migration, runner } = setUp();
    const robbed = migration('1', async () => {
      await store.collection({ name: 'leases', writer: 'persistence' }).acrossTenants('test').deleteMany({});
      await store.leases.acquire('migrations:service', 'other', 30_000);
    });

    await expect(runner([robbed]).run()).rejects.toMatchObject({ code: 'lease_lost' });

    await clock.advance(30_000);
    const retried = runner([migration('1')]).run();
    await until(clock, retried);
    expect(await retried).toEqual(['1']);
  });

  it('refuses two migrations of one id', () => {
    const { migration, runner } = setUp();

    expect(() => runner([migration('1'), migration('1')])).toThrow('one id');
  });
});
