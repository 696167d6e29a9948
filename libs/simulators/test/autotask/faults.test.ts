import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { FaultAction, FaultInput } from '@psa-bridge/simulators';
import { until } from '@psa-bridge/testing';
import { DEMO, NEW_PRODUCT, startSimulator, type Started } from './harness.ts';

const clock = createManualClock();

describe('faults', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ clock });
  });
  beforeEach(() => started.simulator.control.reset());
  afterEach(() => expect(started.simulator.bugs()).toEqual([]));
  afterAll(() => started.simulator.stop());

  const arm = (action: FaultInput['action'], more: Omit<Partial<FaultInput>, 'action'> = {}) =>
    started.simulator.control.addFault({ match: { entity: 'Products', operation: 'create' }, action, ...more });
  const create = (signal?: AbortSignal) =>
    started.api.call('POST', 'Products', { body: NEW_PRODUCT, ...(signal ? { signal } : {}) });
  const products = () => started.simulator.control.count({ entity: 'Products' });

  /** Sends a create that is never answered, and gives up on it. */
  async function createWithoutAnswer(): Promise<void> {
    const gone = new AbortController();
    const logged = () => started.simulator.control.calls({ operation: 'create' }).length;
    const before = logged();
    const answer = create(gone.signal).catch((error: unknown) => error);
    await until(() => logged() > before);
    gone.abort();
    expect(await answer).toMatchObject({ name: 'AbortError' });
  }

  it.each<[FaultAction['kind'], number]>([
    ['timeoutBeforeCommit', 0],
    ['timeoutAfterCommit', 1],
  ])('%s never answers', async (kind, committed) => {
    const before = products();
    arm({ kind } as FaultInput['action']);

    await createWithoutAnswer();

    expect(products() - before).toBe(committed);
    expect(started.simulator.control.calls({ operation: 'create' })).toMatchObject([
      { status: 'hang', fault: kind, entity: 'Products' },
    ]);
  });

  it.each<[FaultAction['kind'], number]>([
    ['resetBeforeCommit', 0],
    ['resetAfterCommit', 1],
  ])('%s resets the connection', async (kind, committed) => {
    const before = products();
    arm({ kind } as FaultInput['action']);

    const error: unknown = await create().catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect(products() - before).toBe(committed);
  });

  it('holds a call until the fault is disarmed, and then carries it out', async () => {
    const before = products();
    const id = arm({ kind: 'held' });
    const struck = () => started.simulator.control.listFaults({}).find((fault) => fault.id === id)?.struck;

    const answer = create();
    await until(() => struck() === 1);
    const whileHeld = products() - before;
    started.simulator.control.removeFault({ id });
    const { status } = await answer;

    expect([whileHeld, status, products() - before]).toEqual([0, 200, 1]);
  });

  it('answers 500 without errors after the commit', async () => {
    const before = products();
    arm({ kind: 'error500AfterCommit' });

    const answer = await create();

    expect([answer.status, answer.json.errors, products() - before]).toEqual([500, undefined, 1]);
  });

  it.each([
    [{ kind: 'status', status: 429, retryAfter: '7' } as const, 429, '7', ''],
    [{ kind: 'status', status: 429 } as const, 429, null, ''],
    [{ kind: 'status', status: 500 } as const, 500, null, ''],
    [{ kind: 'status', status: 502, body: '<html>bad gateway</html>' } as const, 502, null, '<html>bad gateway</html>'],
    [{ kind: 'status', status: 503 } as const, 503, null, ''],
  ])('answers a status without carrying the call out: %j', async (action, status, retryAfter, body) => {
    const before = products();
    arm(action);

    const answer = await create();

    expect([answer.status, answer.headers.get('retry-after'), answer.text]).toEqual([status, retryAfter, body]);
    expect(products()).toBe(before);
  });

  it('answers slowly, by the clock', async () => {
    arm({ kind: 'slow', ms: 30_000 });

    const answer = create();
    await until(() => clock.sleeping() === 1);
    await clock.advance(30_000);

    expect((await answer).status).toBe(200);
  });

  it('lands a late commit after the next search of the entity that found nothing', async () => {
    const before = products();
    arm({ kind: 'lateCommit' });
    await createWithoutAnswer();
    const { api, simulator } = started;

    await api.query('Companies', [{ op: 'eq', field: 'companyName', value: 'nothing' }]);
    await api.query('Products', [{ op: 'exist', field: 'id' }]);
    const waiting = [products() - before, simulator.control.state().lateCommits];
    const search = await api.query('Products', [{ op: 'eq', field: 'name', value: NEW_PRODUCT.name }]);
    const again = await api.query('Products', [{ op: 'eq', field: 'name', value: NEW_PRODUCT.name }]);

    expect([waiting, search.json.items.length, again.json.items.length]).toEqual([[0, 1], 0, 1]);
    expect(simulator.control.counters().writes).toEqual({ Products: { create: 1 } });
  });

  it('lands a late commit after a search by count that found nothing', async () => {
    const before = products();
    arm({ kind: 'lateCommit' });
    await createWithoutAnswer();

    const counted = await started.api.post('Products/query/count', {
      Filter: [{ op: 'eq', field: 'name', value: NEW_PRODUCT.name }],
    });

    expect([counted.json.queryCount, products() - before]).toEqual([0, 1]);
  });

  it('lands a late commit after its delay, however often one searches', async () => {
    const before = products();
    arm({ kind: 'lateCommit', delayMs: 240_000 });
    await createWithoutAnswer();

    const search = await started.api.query('Products', [{ op: 'eq', field: 'name', value: NEW_PRODUCT.name }]);
    await clock.advance(239_999);
    const early = products() - before;
    await clock.advance(1);

    expect([search.json.items.length, early, products() - before]).toEqual([0, 0, 1]);
  });

  it('strikes what matches by method, path, entity and operation, at the nth call and so many times', async () => {
    const { api, simulator } = started;
    const get = async () => (await api.get('Companies/0')).status;
    simulator.control.addFault({
      match: { method: 'get', path: 'companies/0$', nth: 2 },
      action: { kind: 'status', status: 503 },
      times: 2,
    });

    const statuses = [await get(), await get(), (await api.get(`Companies/${DEMO.company}`)).status, await get(), await get()];

    expect(statuses).toEqual([200, 503, 200, 503, 200]);
    expect(simulator.control.listFaults()).toMatchObject([{ matched: 4, struck: 2, times: 2 }]);
    expect(simulator.control.counters().faults).toEqual({ status: 2 });
  });

  it('strikes for ever until it is removed or all are cleared', async () => {
    const { api, simulator } = started;
    const id = simulator.control.addFault({ action: { kind: 'status', status: 502 }, times: null });
    const struck = [await api.get('Companies/0'), await api.query('Contacts', []), await create()].map(({ status }) => status);

    const removed = simulator.control.removeFault({ id });
    const freed = (await api.get('Companies/0')).status;
    simulator.control.addFault({ action: { kind: 'status', status: 502 } });
    simulator.control.clearFaults();

    expect([struck, removed, simulator.control.removeFault({ id })]).toEqual([[502, 502, 502], true, false]);
    expect([freed, (await api.get('Companies/0')).status]).toEqual([200, 200]);
  });

  it('strikes zone discovery too', async () => {
    const { api, simulator } = started;
    simulator.control.addFault({ match: { operation: 'zoneInformation' }, action: { kind: 'status', status: 503 } });

    const answer = await api.call('GET', `${simulator.baseUrl()}/ATServicesRest/v1.0/zoneInformation?user=x`);

    expect(answer.status).toBe(503);
  });

  it('does not strike a call that the limits or the credentials refuse', async () => {
    const { api, simulator } = started;
    arm({ kind: 'resetBeforeCommit' });

    const refused = await api.call('POST', 'Products', { body: NEW_PRODUCT, headers: { secret: 'wrong' } });

    expect([refused.status, simulator.control.listFaults()[0]?.struck]).toEqual([401, 0]);
  });
});

describe('stopping', () => {
  it('leaves neither sockets nor timers of hanging, slow and late calls behind', async () => {
    const { api, simulator } = await startSimulator({ clock });
    const faults: FaultInput['action'][] = [
      { kind: 'timeoutBeforeCommit' },
      { kind: 'slow', ms: 60_000 },
      { kind: 'lateCommit', delayMs: 60_000 },
    ];
    for (const action of faults) simulator.control.addFault({ action });
    const calls = faults.map(() => api.post('Products', NEW_PRODUCT).catch((error: unknown) => error));
    await until(() => simulator.control.calls().length === 2 && clock.sleeping() === 2);

    await simulator.stop();

    expect(await Promise.all(calls)).toMatchObject(Array(3).fill({ message: 'fetch failed' }));
    expect([clock.sleeping(), simulator.bugs()]).toEqual([0, []]);
    await expect(api.get('Companies/0')).rejects.toThrow();
  });
});
