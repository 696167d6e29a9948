import { createDeliveries, NO_DELIVERIES, type DeliveryReport } from '../../http/deliveries.ts';
import type { DeliveryConditions } from '../../http/delivery-conditions.ts';
import type { Scheduler } from '../../http/scheduler.ts';
import type { Change, Row } from '../store/database.ts';
import { amend } from '../write/proposal.ts';
import type { Tenant } from '../tenant.ts';
import { createCallbackKeys, sign, type CallbackKeys } from './callback-keys.ts';
import { addressOf, isWanted, messageOf } from './callback-message.ts';

export interface CallbackReport extends DeliveryReport {
  callbackId: number;
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
  const { tenant, scheduler, timeScale } = options;
  const deliveries = createDeliveries({ clock: tenant.clock, scheduler });
  const keys = createCallbackKeys();
  const reports = new Map<number, CallbackReport>();
  const lastFailedDay = new Map<number, number>();

  function reportOf(callbackId: number): CallbackReport {
    const report = reports.get(callbackId) ?? { callbackId, ...NO_DELIVERIES, failedDays: 0 };
    reports.set(callbackId, report);
    return report;
  }

  function start(entry: Row, change: Change): void {
    const report = reportOf(entry.id);
    const { id: keyId, key } = keys.current();
    const body = messageOf(tenant, { entry, change, keyId });
    const headers = { 'x-content-signature': sign(key, body) };
    deliveries.send({
      callout: { url: addressOf(entry, change), headers, body, timeoutMs: TIMEOUT_MS },
      report,
      waitsMs: RETRY_MS.map((wait) => wait / timeScale),
      isRetried: (status) => RETRIED.includes(status),
      onDelivered() {
        report.failedDays = 0;
      },
      onAbandoned: () => abandon(report),
    });
  }

  /** Failures on three consecutive days set the entry inactive. */
  function abandon(report: CallbackReport): void {
    const day = Math.floor((tenant.clock.now().getTime() * timeScale) / DAY_MS);
    const last = lastFailedDay.get(report.callbackId);
    if (last !== day) report.failedDays = last === day - 1 ? report.failedDays + 1 : 1;
    if (report.failedDays === 0) report.failedDays = 1;
    lastFailedDay.set(report.callbackId, day);
    if (report.failedDays >= DAYS_TO_DISABLE) amend(tenant, 'Callback Entry', report.callbackId, { inactiveFlag: true });
  }

  return {
    conditions: deliveries.conditions,
    keys,
    onChange(change) {
      for (const entry of tenant.database.table('Callback Entry').walk({}))
        if (isWanted(tenant, entry, change)) start(entry, change);
    },
    reports: () => [...reports.values()].map((report) => ({ ...report })),
    idle: deliveries.idle,
    reset() {
      reports.clear();
      lastFailedDay.clear();
      deliveries.reset();
    },
    close: deliveries.close,
  };
}
