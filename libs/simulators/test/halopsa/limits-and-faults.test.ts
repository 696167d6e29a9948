import { describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import type { FaultInput } from '@psa-bridge/simulators';
import { until } from '@psa-bridge/testing';
import { NEW_CLIENT, useSimulator } from './harness.ts';

const clock = createManualClock();
const halo = useSimulator({ clock, callsPerWindow: 300 });

const info = () => halo.api.get('VersionInfo');
const spend = (calls: number) => halo.simulator.control.spendAllowance({ calls });

describe('the limit (halopsa.md 8, 13.6)', () => {
  it('is 300 calls in five rolling minutes, told in the literal words without Retry-After', async () => {
    spend(299);
    const last = await info();
    const { status, text, headers } = await info();

    expect([last.status, status, text, headers.get('retry-after')]).toEqual([
      200,
      429,
      'Rate Limit Reached - 300 Requests per rolling 5 minute window.',
      null,
    ]);
  });

  it('lets calls through as those of five minutes ago leave the window', async () => {
    spend(200);
    await clock.advance(60_000);
    spend(100);
    const over = await info();
    await clock.advance(239_000);
    const early = await info();
    await clock.advance(1_000);

    expect([over.status, early.status, (await info()).status, halo.simulator.control.state().callsLeft]).toEqual([
      429, 429, 200, 199,
    ]);
  });

  it('names the time in Retry-After where switched', async () => {
    halo.simulator.control.setSwitches({ retryAfter: true });
    spend(300);
    await clock.advance(30_000);

    expect((await info()).headers.get('retry-after')).toBe('270');
  });

  it('counts the calls of others only where it is shared', async () => {
    halo.simulator.control.setSwitches({ limitIsShared: false });
    spend(10_000);

    expect((await info()).status).toBe(200);
  });

  it('can be another one, which its words name', async () => {
    halo.simulator.control.setLimit({ calls: 450 });
    spend(450);

    expect((await info()).text).toBe('Rate Limit Reached - 450 Requests per rolling 5 minute window.');
  });

  it('does not count refused calls, tokens or strangers', async () => {
    spend(298);
    await halo.api.token({});
    await halo.api.call('GET', 'VersionInfo', { headers: { authorization: 'Bearer wrong' } });

    expect([(await info()).status, (await info()).status, (await info()).status]).toEqual([200, 200, 429]);
    expect(halo.simulator.control.state().callsLeft).toBe(0);
  });
});

describe('errors (halopsa.md 9, 13.10)', () => {
  it.each([
    ['text', 'An error has occurred.', 'text/plain; charset=utf-8'],
    ['exception', '"ClassName":"System.Exception"', 'application/json; charset=utf-8'],
    ['message', '{"Message":"An error has occurred."}', 'application/json; charset=utf-8'],
    ['errorMessage', '"errorMessage":"An error has occurred."', 'application/json; charset=utf-8'],
    ['problem', '"title":"An error has occurred."', 'application/json; charset=utf-8'],
    ['empty', '', null],
    ['html', '<h1>An error has occurred.</h1>', 'text/html'],
  ] as const)('can have the shape %s', async (shape, text, type) => {
    halo.simulator.control.addErrorFault({ match: { entity: 'Client' }, shape, status: 500 });
    const answer = await halo.api.get('Client');

    expect([answer.status, answer.headers.get('content-type')]).toEqual([500, type]);
    expect(answer.text).toContain(text);
  });
});

describe('faults (halopsa.md 13.10)', () => {
  const arm = (action: FaultInput['action']) =>
    halo.simulator.control.addFault({ match: { entity: 'Client', operation: 'create' }, action });
  const create = (signal?: AbortSignal) => halo.api.call('POST', 'Client', { body: [NEW_CLIENT], ...(signal ? { signal } : {}) });
  const clients = () => halo.simulator.control.count({ entity: 'Client' });

  it.each([
    ['timeoutBeforeCommit', 10],
    ['timeoutAfterCommit', 11],
  ] as const)('%s never answers', async (kind, count) => {
    arm({ kind });
    const gone = new AbortController();
    const answer = create(gone.signal).catch((error: unknown) => error);
    await until(() => halo.simulator.control.calls({ operation: 'create' }).length === 1);
    gone.abort();

    expect([await answer, clients()]).toMatchObject([{ name: 'AbortError' }, count]);
  });

  it.each([
    ['resetBeforeCommit', 10],
    ['resetAfterCommit', 11],
  ] as const)('%s resets the connection', async (kind, count) => {
    arm({ kind });

    expect([await create().catch((error: unknown) => error), clients()]).toMatchObject([
      { cause: { code: 'ECONNRESET' } },
      count,
    ]);
  });

  it('creates, then answers 500', async () => {
    arm({ kind: 'error500AfterCommit' });

    expect([(await create()).status, clients()]).toEqual([500, 11]);
  });

  it('lands late, after a search that found nothing', async () => {
    arm({ kind: 'lateCommit' });
    const gone = new AbortController();
    const answer = create(gone.signal).catch((error: unknown) => error);
    await until(() => halo.simulator.control.state().lateCommits === 1);
    gone.abort();
    await answer;
    const search = () => halo.api.ids('Client?search=Acme%20Dental');

    expect([await search(), (await search()).length]).toEqual([[], 1]);
  });
});
