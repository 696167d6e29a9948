import { describe, expect, it } from '@jest/globals';
import { createManualClock, Secret, unavailable, type AppError } from '@psa-bridge/core';
import type { HttpRequest, HttpResponse } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createBudget } from '../budget/budget.ts';
import { createSlots } from '../budget/slots.ts';
import type { Limits } from '../definition/limits.ts';
import type { PsaRequest, ReadAnswer } from '../definition/call.ts';
import { createPsaCalls, type CallMeter } from './psa-call.ts';

const limits: Limits = {
  window: { calls: 1_000, ms: 60_000 },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 100,
  inFlightPerGroup: 2,
};
const OF = { tenantId: 't', key: 'psa' };
const READ: PsaRequest = { method: 'GET', url: 'http://psa.example/x', group: 'x' };
const WRITE: PsaRequest = { ...READ, method: 'POST', body: { name: 'x' } };

function answer(status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): HttpResponse {
  const text = JSON.stringify(body);
  return {
    status,
    headers,
    body: text,
    retryAt: undefined,
    exchange: { method: 'GET', url: 'u', requestBody: '', status, responseBody: text },
  };
}

function setUp(respond: (request: HttpRequest) => HttpResponse | Promise<HttpResponse>, readAnswer?: ReadAnswer) {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const budget = createBudget({ store, provider: 'paper', limits, asksUsage: false, clock });
  const slots = createSlots({ store, provider: 'paper', perGroup: 2, clock });
  const sent: HttpRequest[] = [];
  const http = { request: async (request: HttpRequest) => (sent.push(request), respond(request)) };
  const meter: CallMeter = { calls: 0 };
  let maySend = true;
  const metrics = createMetrics({ processMetrics: false });
  const terms = { readAnswer, penaltyMs: 6_000, timeoutMs: 1_000 };
  const calls = createPsaCalls({ provider: 'paper', http, budget, slots, ...terms, clock, metrics });
  const common = { integrationId: 'i', of: OF, lane: 'interactive', meter, signal: new AbortController().signal } as const;
  const call = calls({ ...common, maySend: () => maySend });
  const patient = (leftMs: number) =>
    calls({ ...common, maySend: () => maySend, patience: { leftMs, countedUntil: 0, atOnceMs: 5_000 } });
  return { call, patient, budget, sent, meter, clock, metrics, lose: () => void (maySend = false) };
}

async function failure(work: Promise<unknown>): Promise<AppError> {
  return work.then(
    () => Promise.reject(new Error('it worked')),
    (error: AppError) => error,
  );
}

describe('a call to the PSA', () => {
  it('answers the parsed body and spends one permit', async () => {
    const { call, budget, meter } = setUp(() => answer(200, { id: 7 }));

    const { body } = await call(READ);
    await budget.close();

    expect(body).toEqual({ id: 7 });
    expect(meter.calls).toBe(1);
    expect((await budget.view(OF)).usedByLane.interactive).toBe(1);
  });

  it('is counted under its provider, integration and endpoint group', async () => {
    const { call, sent } = setUp(() => answer(200));

    await call(READ);

    expect(sent[0]?.labels).toEqual({ provider: 'paper', integration: 'i', group: 'x' });
  });

  it('shows what was spent and what is left of the allowance', async () => {
    const { call, metrics } = setUp(() => answer(200));

    await call(READ);
    await call(READ);

    const exposed = await metrics.expose();
    expect(exposed).toContain('psa_bridge_budget_spent_total{integration="i",lane="interactive"} 2');
    expect(exposed).toContain('psa_bridge_budget_remaining{integration="i"} 997');
  });

  it('spends no permit where the vendor does not count', async () => {
    const { call, budget } = setUp(() => answer(200));

    await call({ ...READ, counted: false });

    expect((await budget.view(OF)).usedByLane.interactive).toBe(0);
  });

  it('says of a refusal what the PSA said, and keeps the exchange', async () => {
    const { call, meter } = setUp(() => answer(400, { errors: ['name is missing'] }));

    expect(await failure(call(WRITE))).toMatchObject({
      code: 'psa_refused',
      kind: 'rejected',
      details: { status: 400, psaText: 'name is missing' },
    });
    expect(meter.failed).toMatchObject({ status: 400 });
  });

  it('tells a lost write from a lost read, and both from one that never went out', async () => {
    const lost = (maybeSent: boolean) =>
      setUp(() => Promise.reject(unavailable('connection_reset', 'reset', { details: { maybeSent } }))).call;

    expect((await failure(lost(true)(WRITE))).code).toBe('psa_unclear');
    expect((await failure(lost(true)(READ))).code).toBe('psa_no_answer');
    expect((await failure(lost(true)({ ...WRITE, writes: false }))).code).toBe('psa_no_answer');
    expect((await failure(lost(false)(WRITE))).code).toBe('psa_unavailable');
  });

  it('counts a server error against the breaker, and a refusal never', async () => {
    const { call, sent } = setUp(() => answer(200));
    await call(WRITE);

    const counts = [400, 401, 404, 429, 500, 503].map((status) => sent[0]?.countsAsFailure?.({ status, body: '' }));

    expect(counts).toEqual([false, false, false, false, true, true]);
  });

  it('stops everyone until the time that an answer 429 names', async () => {
    const { call, sent, clock } = setUp(() => (sent.length === 1 ? answer(429, {}, { 'retry-after': '30' }) : answer(200)));

    expect(await failure(call(READ))).toMatchObject({ code: 'psa_limited', retryAt: new Date(clock.now().getTime() + 30_000) });
    expect(await failure(call(READ))).toMatchObject({
      code: 'budget_exhausted',
      retryAt: new Date(clock.now().getTime() + 30_000),
    });
    await clock.advance(30_000);

    expect((await call(READ)).status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  it('comes back at the named time also where the connector reads the answers of its PSA itself', async () => {
    const { call, clock } = setUp(
      () => answer(503, {}, { 'retry-after': '30' }),
      () => ({ verdict: 'limited' }),
    );

    expect(await failure(call(READ))).toMatchObject({ code: 'psa_limited', retryAt: new Date(clock.now().getTime() + 30_000) });
  });

  it('learns from an answer 429 that names the allowance how much of it others use', async () => {
    const { call, budget, clock } = setUp(
      () => answer(429),
      () => ({ verdict: 'limited', limit: 60 }),
    );

    await failure(call(READ));
    await budget.close();
    await clock.advance(6_000);

    expect(await budget.view(OF)).toMatchObject({ usedByOthers: 59, remaining: 0 });
  });

  it('waits where it is for as long as its work has patience, calls that wait together once, and fails beyond that', async () => {
    const { patient, budget, clock } = setUp(() => answer(200));
    const call = patient(8_000);
    const soon = (ms: number) => budget.penalize(OF, new Date(clock.now().getTime() + ms));
    await soon(5_000);
    const together = Promise.all([call(READ), call(READ)]);
    while (clock.sleeping() < 2) await clock.advance(0);
    await clock.advance(5_000);

    expect((await together).map(({ status }) => status)).toEqual([200, 200]);
    await soon(4_000);
    expect((await failure(call(READ))).code).toBe('budget_exhausted');
  });

  it('does not wait where it is for longer than its work waits at once', async () => {
    const { patient, budget, clock } = setUp(() => answer(200));
    await budget.penalize(OF, new Date(clock.now().getTime() + 5_001));

    expect((await failure(patient(8_000)(READ))).code).toBe('budget_exhausted');
  });

  it('sends nothing once the work was lost to someone else', async () => {
    const { call, sent, lose } = setUp(() => answer(200));
    lose();

    expect((await failure(call(WRITE))).code).toBe('lease_lost');
    expect(sent).toEqual([]);
  });

  it('shows secrets to the PSA alone', async () => {
    const { call, sent } = setUp(() => answer(500));

    const error = await failure(call({ ...READ, secretHeaders: { authorization: new Secret('s3cret') } }));

    expect(sent[0]?.headers?.['authorization']).toBe('s3cret');
    expect(JSON.stringify([error.message, error.details])).not.toContain('s3cret');
  });
});
