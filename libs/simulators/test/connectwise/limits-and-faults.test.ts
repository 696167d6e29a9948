import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { FaultAction, FaultInput } from '@psa-bridge/simulators';
import { until } from '@psa-bridge/testing';
import { NEW_COMPANY, startSimulator, type Started } from './harness.ts';

const clock = createManualClock();

describe('limits (connectwise.md 9, 14.9)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ clock, callsPerMinute: 60 });
  });
  beforeEach(() => started.simulator.control.reset());
  afterAll(() => started.simulator.stop());

  const info = () => started.api.get('system/info');

  it('answers 429 with Retry-After and the body that has error for a key', async () => {
    started.simulator.control.spendAllowance({ calls: 89 });

    const { status, headers, json } = await info();

    expect([status, headers.get('retry-after'), json]).toEqual([
      429,
      '30',
      { error: 'ConnectWiseAPI', message: 'Too many requests. Please try again in 30 seconds.' },
    ]);
  });

  it('lets a call through again when the time that it named has gone by', async () => {
    started.simulator.control.spendAllowance({ calls: 89 });
    await clock.advance(29_000);
    const early = await info();
    await clock.advance(1_000);

    expect([early.status, (await info()).status, (await info()).status]).toEqual([429, 200, 429]);
  });

  it('leaves Retry-After out where switched', async () => {
    started.simulator.control.setSwitches({ retryAfter: false });
    started.simulator.control.spendAllowance({ calls: 60 });

    const { status, headers } = await info();

    expect([status, headers.get('retry-after')]).toEqual([429, null]);
  });

  it('answers the HTML page of the edge where switched', async () => {
    started.simulator.control.setSwitches({ rateLimitBody: 'html' });
    started.simulator.control.spendAllowance({ calls: 60 });

    const { status, headers, json, text } = await info();

    expect([status, headers.get('content-type'), json, text.startsWith('<!DOCTYPE html>')]).toEqual([
      429,
      'text/html',
      undefined,
      true,
    ]);
  });

  it('does not count discovery', async () => {
    started.simulator.control.spendAllowance({ calls: 60 });

    const { status } = await started.api.get(`${started.simulator.siteUrl()}/login/companyinfo/demomsp`);

    expect([status, started.simulator.control.state().callsLeft]).toEqual([200, 0]);
  });
});

describe('faults (connectwise.md 14.9)', () => {
  let started: Started;
  beforeAll(async () => {
    started = await startSimulator({ clock });
  });
  beforeEach(() => started.simulator.control.reset());
  afterEach(() => expect(started.simulator.bugs()).toEqual([]));
  afterAll(() => started.simulator.stop());

  const arm = (action: FaultInput['action']) =>
    started.simulator.control.addFault({ match: { entity: 'Company', operation: 'create' }, action });
  const create = (signal?: AbortSignal) =>
    started.api.call('POST', 'company/companies', { body: NEW_COMPANY, ...(signal ? { signal } : {}) });
  const companies = () => started.simulator.control.count({ entity: 'Company' });

  async function createWithoutAnswer(): Promise<void> {
    const gone = new AbortController();
    const answer = create(gone.signal).catch((error: unknown) => error);
    await until(() => started.simulator.control.calls({ operation: 'create' }).length === 1);
    gone.abort();
    expect(await answer).toMatchObject({ name: 'AbortError' });
  }

  it.each<[FaultAction['kind'], number]>([
    ['timeoutBeforeCommit', 0],
    ['timeoutAfterCommit', 1],
  ])('%s never answers', async (kind, committed) => {
    arm({ kind } as FaultInput['action']);

    await createWithoutAnswer();

    expect(companies() - 10).toBe(committed);
  });

  it.each<[FaultAction['kind'], number]>([
    ['resetBeforeCommit', 0],
    ['resetAfterCommit', 1],
  ])('%s resets the connection', async (kind, committed) => {
    arm({ kind } as FaultInput['action']);

    const error: unknown = await create().catch((thrown: unknown) => thrown);

    expect([error, companies() - 10]).toMatchObject([{ cause: { code: 'ECONNRESET' } }, committed]);
  });

  it('creates, then answers 500', async () => {
    arm({ kind: 'error500AfterCommit' });

    const { status, json } = await create();

    expect([status, json.code, companies()]).toEqual([500, 'InternalError', 11]);
    expect(started.simulator.control.counters().writes).toEqual({ Company: { create: 1 } });
  });

  it.each([
    [{ kind: 'status', status: 429, retryAfter: '7' } as const, 429, '7'],
    [{ kind: 'status', status: 429 } as const, 429, null],
    [{ kind: 'status', status: 504 } as const, 504, null],
  ])('answers a status without carrying the call out: %j', async (action, status, retryAfter) => {
    arm(action);

    const answer = await create();

    expect([answer.status, answer.headers.get('retry-after'), companies()]).toEqual([status, retryAfter, 10]);
  });

  it('answers slowly, by the clock', async () => {
    arm({ kind: 'slow', ms: 30_000 });

    const answer = create();
    await until(() => clock.sleeping() === 1);
    await clock.advance(30_000);

    expect((await answer).status).toBe(201);
  });

  it('lands a late commit after the next search of the entity that found nothing', async () => {
    arm({ kind: 'lateCommit' });
    await createWithoutAnswer();
    const search = () => started.api.ids('company/companies', { conditions: 'identifier = "ACMEDENTAL"' });

    expect([await search(), (await search()).length, companies()]).toEqual([[], 1, 11]);
  });

  it('takes as long as the latency says, and longer for a fuller page', async () => {
    started.simulator.control.setLatency({ callMs: 150, fullPageMs: 1_150 });
    const answer = started.api.get('company/companies?pageSize=1000');
    const due = async (): Promise<number> => {
      await until(() => clock.sleeping() === 1);
      const wait = (clock.nextDue()?.getTime() ?? 0) - clock.now().getTime();
      await clock.advance(wait);
      return wait;
    };

    expect([await due(), await due(), (await answer).status]).toEqual([150, 10, 200]);
  });

  it('logs calls without credentials', async () => {
    await create();

    const calls = started.simulator.control.calls();
    expect(calls).toMatchObject([{ method: 'POST', entity: 'Company', operation: 'create', status: 201 }]);
    expect(JSON.stringify(calls)).not.toContain(started.simulator.credentials.privateKey);
  });

  it('stops without leaving hanging calls or timers behind', async () => {
    const { api, simulator } = await startSimulator({ clock });
    for (const action of [{ kind: 'timeoutBeforeCommit' }, { kind: 'slow', ms: 60_000 }] as const)
      simulator.control.addFault({ action });
    const calls = [1, 2].map(() => api.get('system/info').catch((error: unknown) => error));
    await until(() => simulator.control.calls().length === 1 && clock.sleeping() === 1);

    await simulator.stop();

    expect(await Promise.all(calls)).toMatchObject(Array(2).fill({ message: 'fetch failed' }));
    expect([clock.sleeping(), simulator.bugs()]).toEqual([0, []]);
  });
});
