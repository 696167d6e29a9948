import { createLoopbackCaller, type Callout } from '../../http/callout.ts';
import { CALM, isStruck, type DeliveryConditions } from '../../http/delivery-conditions.ts';
import type { Scheduler } from '../../http/scheduler.ts';
import { createRandom } from '../../seeding/random.ts';
import type { Change, Row } from '../store/database.ts';
import { amend } from '../write/proposal.ts';
import type { Tenant } from '../tenant.ts';
import { createCallbackKeys, sign, type CallbackKeys } from './callback-keys.ts';
import { addressOf, isWanted, messageOf } from './callback-message.ts';

export interface CallbackReport {
  callbackId: number;
  delivered: number;
  duplicated: number;
  dropped: number;
  /** Messages that were given up. */
  abandoned: number;
  failedAttempts: number;
  /** Days in a row with a message that was given up. */
  failedDays: number;
}

export interface Callbacks {
  onChange(change: Change): void;
  readonly conditions: DeliveryConditions;
  readonly keys: CallbackKeys;
  reports(): readonly CallbackReport[];
  /** Resolves when every message is delivered, lost or given up. */
  idle(): Promise<void>;
  reset(): void;
  close(): void;
}

export interface CallbacksOptions {
  tenant: Tenant;
  scheduler: Scheduler;
  /** Divides the vendor's own times: the waits between tries, and the days until an entry is set inactive. */
  timeScale: number;
}

const TIMEOUT_MS = 5_000;
/** Between the tries; all other failures are not tried again. */
const RETRY_MS = [2_000, 4_000];
const RETRIED: readonly number[] = [404, 409, 419, 429];
const DAY_MS = 86_400_000;
const DAYS_TO_DISABLE = 3;

/** Callbacks go out at once and side by side: nothing keeps their order (connectwise.md 10). */
export function createCallbacks(options: CallbacksOptions): Callbacks {
  const { tenant, scheduler } = options;
  const caller = createLoopbackCaller(tenant.clock);
  const conditions: DeliveryConditions = { ...CALM };
  const keys = createCallbackKeys();
  const reports = new Map<number, CallbackReport>();
  const lastFailedDay = new Map<number, number>();
  const running = new Set<Promise<void>>();
  let random = createRandom(1);

  function reportOf(callbackId: number): CallbackReport {
    const known = reports.get(callbackId);
    const report = known ?? {
      callbackId,
      delivered: 0,
      duplicated: 0,
      dropped: 0,
      abandoned: 0,
      failedAttempts: 0,
      failedDays: 0,
    };
    reports.set(callbackId, report);
    return report;
  }

  function start(entry: Row, change: Change): void {
    const report = reportOf(entry.id);
    if (isStruck(conditions, 'drop', random.next)) {
      report.dropped += 1;
      return;
    }
    const { id: keyId, key } = keys.current();
    const body = messageOf(tenant, { entry, change, keyId });
    const headers = { 'x-content-signature': sign(key, body) };
    const callout = { url: addressOf(entry, change), headers, body, timeoutMs: TIMEOUT_MS, signal: scheduler.signal() };
    const isDoubled = isStruck(conditions, 'duplicate', random.next);
    const work = deliver(callout, report, isDoubled)
      .catch(() => undefined)
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function deliver(callout: Callout, report: CallbackReport, isDoubled: boolean): Promise<void> {
    await scheduler.sleep(conditions.delayMs);
    for (const wait of [...RETRY_MS, undefined]) {
      const status = await caller.post(callout).catch(() => 0);
      callout.signal.throwIfAborted();
      if (status >= 200 && status < 300) {
        report.delivered += 1;
        report.failedDays = 0;
        if (!isDoubled) return;
        report.duplicated += 1;
        await caller.post(callout).catch(() => 0);
        return;
      }
      report.failedAttempts += 1;
      if (wait === undefined || !RETRIED.includes(status)) break;
      await scheduler.sleep(wait / options.timeScale);
    }
    abandon(report);
  }

  /** Failures on three consecutive days set the entry inactive. */
  function abandon(report: CallbackReport): void {
    report.abandoned += 1;
    const day = Math.floor((tenant.clock.now().getTime() * options.timeScale) / DAY_MS);
    const last = lastFailedDay.get(report.callbackId);
    if (last !== day) report.failedDays = last === day - 1 ? report.failedDays + 1 : 1;
    if (report.failedDays === 0) report.failedDays = 1;
    lastFailedDay.set(report.callbackId, day);
    if (report.failedDays >= DAYS_TO_DISABLE) amend(tenant, 'Callback Entry', report.callbackId, { inactiveFlag: true });
  }

  return {
    conditions,
    keys,
    onChange(change) {
      for (const entry of tenant.database.table('Callback Entry').walk({}))
        if (isWanted(tenant, entry, change)) start(entry, change);
    },
    reports: () => [...reports.values()].map((report) => ({ ...report })),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
    reset() {
      reports.clear();
      lastFailedDay.clear();
      random = createRandom(1);
      Object.assign(conditions, CALM);
    },
    close: () => caller.close(),
  };
}
