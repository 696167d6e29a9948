import type { Stored } from '@psa-bridge/persistence';
import type { DayAllowance } from './day-allowance.ts';
import type { Looks } from './looks.ts';
import type { SyncOptions } from './options.ts';
import type { Logged } from './life/log.ts';
import type { Problem } from './problem.ts';
import type { PurchaseOptions } from './purchase/purchase-order.ts';

/** How the invoices of one connection are taken to Xero; `_id` is the connection's. Its log is of the organisation as a whole. */
export interface SyncEngine extends Stored, Partial<Logged> {
  /** XI-06: nothing runs until somebody switches it on. */
  isActive: boolean;
  settings?: EngineSettings;
  /** Rises with what people decide, and with nothing else. */
  revision: number;
  /** Nothing is asked of Xero until then (XI-44). */
  rest?: { until: Date; problem: Problem };
  alertedAt?: Date;
  /** Why invoices cannot be read in Autotask at the moment. */
  reading?: { problem: Problem; since: Date };
  /** When it was looked at what became of our documents in Xero. */
  looks?: Looks;
  /** What Xero still gives it today, by the last answer that was noted. */
  day?: DayAllowance;
  /** What was last told of the connection as a whole. */
  told?: { sequence: number; isFailing: boolean };
}

export interface EngineSettings {
  options: SyncOptions;
  /** Purchase orders are taken where this is given (XI-45). */
  purchases?: PurchaseOptions;
  /** XI-23: invoices of an earlier day are skipped. `YYYY-MM-DD`. */
  takesFrom?: string;
  /** Who is written to about faults (XI-03). */
  alertsTo: readonly string[];
  /** What came to Xero is told to Autotask: when, and by which number (NUM-4). */
  writesBack?: boolean;
}

/** The settings by which it runs now; undefined while it is paused, not set up, or resting. */
export function runningSettings(engine: SyncEngine | undefined, now: Date): EngineSettings | undefined {
  if (engine?.isActive !== true || isResting(engine, now)) return undefined;
  return engine.settings;
}

export function isResting({ rest }: Pick<SyncEngine, 'rest'>, now: Date): boolean {
  return rest !== undefined && now < rest.until;
}
