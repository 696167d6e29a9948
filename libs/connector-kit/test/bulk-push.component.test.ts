import { describe, expect, it } from '@jest/globals';
import { createManualClock, isAppError, type ManualClock } from '@psa-bridge/core';
import type { HttpRequest, HttpResponse } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { createBudget, type Budget } from '../src/budget/budget.ts';
import { createSlots } from '../src/budget/slots.ts';
import { createPsaCalls, type CallTerms } from '../src/call/psa-call.ts';
import type { Lane, Limits, PsaCall } from '../src/index.ts';

const HOUR_MS = 3_600_000;
const OF = { tenantId: '*', key: 'database:1' };
const limits: Limits = {
  window: { calls: 10_000, ms: HOUR_MS },
  ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
  reserve: 1_000,
  inFlightPerGroup: 2,
};

/** The vendor's own counter (autotask.md section 3): every call of the last hour, and what it does with it. */
function createVendor(clock: ManualClock, othersCalls: readonly number[]) {
  const calls = [...othersCalls];
  const pushed = new Map<string, number>();
  let gone = 0;
  let inFlight = 0;
  const seen = { refused: 0, mostInFlight: 0, mostInWindow: 0, readings: 0 };

  function used(): number {
    const oldest = clock.now().getTime() - HOUR_MS;
    while (gone < calls.length && (calls[gone] ?? 0) <= oldest) gone += 1;
    return calls.length - gone;
  }

  function act({ url }: HttpRequest): unknown {
    if (url.endsWith('/usage')) {
      seen.readings += 1;
      return { used: used() };
    }
    pushed.set(url, (pushed.get(url) ?? 0) + 1);
    return {};
  }

  async function request(sent: HttpRequest): Promise<HttpResponse> {
    if (used() >= limits.window.calls) seen.refused += 1;
    const status = used() >= limits.window.calls ? 429 : 200;
    calls.push(clock.now().getTime());
    seen.mostInWindow = Math.max(seen.mostInWindow, used());
    const share = used() / limits.window.calls;
    const isProduct = !sent.url.endsWith('/usage');
    if (isProduct) seen.mostInFlight = Math.max(seen.mostInFlight, (inFlight += 1));
    await clock.sleep(150 + (share >= 0.75 ? 1_000 : share >= 0.5 ? 500 : 0));
    if (isProduct) inFlight -= 1;
    const body = JSON.stringify(status === 200 ? act(sent) : {});
    return { status, headers: {}, body, retryAt: undefined, exchange: { ...exchange, status, responseBody: body } };
  }

  const exchange = { method: 'POST', url: 'u', requestBody: '' };
  return { http: { request }, pushed, seen };
}

/** One replica of a connector, as far as calls go; it notes how long each interactive permit had to be waited for. */
function createReplica(store: ReturnType<typeof createMemoryStore>, clock: ManualClock, http: Vendor['http']) {
  const shared = createBudget({ store, provider: 'paper', limits, asksUsage: true, clock });
  const waits: number[] = [];
  const budget: Budget = {
    ...shared,
    async take(of, lane, onUsageDue) {
      const asked = clock.now().getTime();
      const permit = await shared.take(of, lane, onUsageDue);
      if (lane === 'interactive') waits.push(clock.now().getTime() - asked);
      return permit;
    },
  };
  const slots = createSlots({ store, provider: 'paper', perGroup: limits.inFlightPerGroup, clock });
  const metrics = createMetrics({ processMetrics: false });
  const calls = createPsaCalls({
    ...{ provider: 'paper', http, budget, slots, readAnswer: undefined, clock, metrics },
    ...{ penaltyMs: HOUR_MS / 10, timeoutMs: 60_000 },
  });
  const terms = (lane: Lane, more: Partial<CallTerms>): CallTerms => ({
    ...{ integrationId: 'i', of: OF, lane, meter: { calls: 0 }, maySend: () => true, signal: new AbortController().signal },
    ...more,
  });
  async function readUsage(): Promise<void> {
    const read = calls(terms('interactive', { isReadingUsage: true }));
    const { body } = await read({ method: 'GET', url: 'http://psa.example/usage', group: 'usage' });
    await budget.noteUsage(OF, body as { used: number });
  }
  const open = (lane: Lane): PsaCall => calls(terms(lane, { onUsageDue: () => void readUsage() }));
  return { open, budget, waits };
}

type Vendor = ReturnType<typeof createVendor>;
type Replica = ReturnType<typeof createReplica>;

const push = (call: PsaCall, id: string) =>
  call({ method: 'POST', url: `http://psa.example/products/${id}`, group: 'Products', body: { id } });

/** Pushes what is queued as the scheduler does: what is held back goes back to its place until its time has come. */
async function pushQueued(queue: string[], { open }: Replica, clock: ManualClock): Promise<void> {
  const call = open('bulk');
  for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
    try {
      await push(call, id);
    } catch (error) {
      if (!isAppError(error) || error.retryAt === undefined) throw error;
      queue.unshift(id);
      await clock.sleep(error.retryAt.getTime() - clock.now().getTime());
    }
  }
}

/** A person saves something every half minute, which takes two calls. */
async function saveNowAndThen(isOver: () => boolean, { open }: Replica, clock: ManualClock): Promise<number> {
  let saves = 0;
  for (; !isOver(); saves += 1) {
    await clock.sleep(30_000);
    await push(open('interactive'), `save-${saves}`);
    await push(open('interactive'), `save-${saves}-part`);
  }
  return saves;
}

async function playToTheEnd<Result>(clock: ManualClock, work: Promise<Result>): Promise<Result> {
  let isDone = false;
  const watched = work.finally(() => (isDone = true));
  watched.catch(() => undefined);
  while (!isDone) {
    const next = clock.nextDue();
    await clock.advance(next ? next.getTime() - clock.now().getTime() : 1);
  }
  return watched;
}

describe('a bulk push of 20,000 products with 8,000 calls used by others', () => {
  it('ends with nothing lost and no answer 429, and interactive pushes get every permit at once', async () => {
    const clock = createManualClock();
    const store = createMemoryStore({ clock });
    const start = clock.now().getTime();
    const others = Array.from({ length: 8_000 }, (_, index) => start - HOUR_MS + Math.floor((index * HOUR_MS) / 8_000) + 1);
    const vendor = createVendor(clock, others);
    const worker = createReplica(store, clock, vendor.http);
    const near = createReplica(store, clock, vendor.http);
    const products = Array.from({ length: 20_000 }, (_, index) => `product-${index}`);
    const queue = [...products];
    let isOver = false;

    const saving = saveNowAndThen(() => isOver, near, clock);
    const job = Promise.all(Array.from({ length: 5 }, () => pushQueued(queue, worker, clock))).finally(() => (isOver = true));
    const saves = await playToTheEnd(
      clock,
      Promise.all([job, saving]).then(([, count]) => count),
    );

    expect(products.filter((id) => vendor.pushed.get(`http://psa.example/products/${id}`) !== 1)).toEqual([]);
    expect(vendor.seen.refused).toBe(0);
    expect(vendor.seen.mostInWindow).toBeLessThanOrEqual(9_500);
    expect(vendor.seen.mostInFlight).toBe(2);
    expect(saves).toBeGreaterThan(200);
    expect(near.waits).toEqual(Array.from({ length: saves * 2 }, () => 0));
    // One reading a minute at most, by all replicas together.
    expect(vendor.seen.readings).toBeLessThanOrEqual((clock.now().getTime() - start) / 60_000 + 1);
    // The first hour has room for what others leave, and each further one for seven tenths of the allowance.
    expect(clock.now().getTime() - start).toBeLessThan(4 * HOUR_MS);
  }, 300_000);
});
