import { newId } from '@psa-bridge/core';
import { eventually } from '@psa-bridge/testing';
import type { BenchmarkEnv, BenchmarkResult } from '../bench-run/benchmark.ts';
import {
  companiesWithPhone,
  customersOf,
  refusedCalls,
  spendAllowance,
  startTwoTenants,
  type ConnectedTenant,
} from '../platform/second-tenant.ts';
import { median } from './measuring.ts';

const COMPANIES = 300;
const LATENCY = { callMs: 50, fullPageMs: 100 };
/** Autotask's hour becomes a minute. */
const TIME_SCALE = 60;
const ROUNDS = 3;
const PUSHES = 25;
const WARM_UP = 10;
const LOOK_MS = 2;
const LIMIT_MS = 120_000;

/** A tenant's edits, from the save until its PSA shows them, while another tenant's PSA refuses everything for its limit. */
export async function run(env: BenchmarkEnv): Promise<BenchmarkResult[]> {
  const id = newId();
  const tenants = await startTwoTenants({
    ...{ ...env, database: `bench_test_${id}`, kafkaPrefix: `bench-${id}.` },
    seed: { companies: COMPANIES, contacts: 0, products: 0, services: 0, opportunities: 0, quotes: 0 },
    ...{ latency: LATENCY, timeScale: TIME_SCALE, deltaEveryMs: 0 },
  });
  try {
    const { first, second } = tenants;
    const push = await preparePushes(second);
    await push(WARM_UP);
    const times = { quiet: [] as number[], limited: [] as number[] };
    const refused: number[] = [];
    for (let round = 1; round <= ROUNDS; round++) {
      times.quiet.push(...(await push(PUSHES)));
      await limit(first, `555-${1_000 + round}`);
      times.limited.push(...(await push(PUSHES)));
      refused.push(await lift(first, `555-${1_000 + round}`));
    }
    return [resultOf(times, refused)];
  } finally {
    await tenants.stop();
  }
}

function resultOf({ quiet, limited }: Record<'quiet' | 'limited', number[]>, refused: readonly number[]): BenchmarkResult {
  const [alone, beside] = [median(quiet), median(limited)];
  return {
    name: 'push beside a limited tenant',
    ratio: beside / alone,
    target: 1.3,
    atMost: true,
    how:
      `${ROUNDS} rounds of ${PUSHES} edits one after the other, the PSA at ${LATENCY.callMs} ms a call: from the save until the ` +
      `tenant's PSA shows it, while another tenant has ${COMPANIES} edits waiting and its PSA answers 429 to everything, against ` +
      'the same with that tenant quiet, taking turns; medians',
    details: { ms: Math.round(beside), quietMs: Math.round(alone), callsRefusedInEachRound: refused },
  };
}

/** Answers how to push one edit after the other, in milliseconds each. */
async function preparePushes(tenant: ConnectedTenant): Promise<(count: number) => Promise<number[]>> {
  const { api } = tenant;
  const customers = await customersOf(tenant);
  let edits = 0;
  const pushOne = async (): Promise<number> => {
    edits += 1;
    const phone = `556-${1_000 + edits}`;
    const began = performance.now();
    await api.patch(`/v1/companies/${customers[edits % customers.length]?.id ?? ''}`, { telephone: phone });
    await eventually(
      () => {
        if (companiesWithPhone(tenant, phone) === 0) throw new Error(`no company has the telephone ${phone}`);
      },
      { timeoutMs: LIMIT_MS, everyMs: LOOK_MS },
    );
    return performance.now() - began;
  };
  return async (count) => {
    const times: number[] = [];
    for (let push = 0; push < count; push++) times.push(await pushOne());
    return times;
  };
}

/** Every call is refused from now on, and every company has an edit waiting. */
async function limit(tenant: ConnectedTenant, telephone: string): Promise<void> {
  spendAllowance(tenant);
  for (const { id } of await customersOf(tenant)) await tenant.api.patch(`/v1/companies/${id}`, { telephone });
}

/** Waits until what waited has arrived; answers how many calls were refused meanwhile. */
async function lift(tenant: ConnectedTenant, phone: string): Promise<number> {
  const refused = refusedCalls(tenant);
  tenant.autotask.control.clearFaults({});
  await eventually(
    () => {
      const arrived = companiesWithPhone(tenant, phone);
      if (arrived < COMPANIES) throw new Error(`${arrived} edits have arrived`);
    },
    { timeoutMs: LIMIT_MS, everyMs: 200 },
  );
  return refused;
}
