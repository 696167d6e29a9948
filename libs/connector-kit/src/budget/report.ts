import type { Clock, Component } from '@psa-bridge/core';
import type { Logger, Metrics } from '@psa-bridge/observability';
import { LANES, type Lane } from '../definition/lanes.ts';
import { budgetKeyOf, opennessOf, type Integration } from '../integrations/integration.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { SyncRunStore } from '../sync/index.ts';
import type { WorkTable } from '../work/table.ts';
import type { Budget } from './budget.ts';
import type { BudgetView } from './view.ts';

/** Work of a lane that may make no calls now. */
export interface StandingLane {
  lane: Lane;
  rows: number;
  runs: number;
  resumesAt: Date;
}

/** The gauge of an integration: the allowance of its PSA database, and which of its own work waits for it. */
export interface BudgetReport extends Omit<BudgetView, 'standing'> {
  work: { waiting: number; nextDueAt?: Date; parked: number };
  standing: readonly StandingLane[];
}

export interface BudgetReportDeps {
  budget: Budget;
  table: Pick<WorkTable, 'backlog' | 'waitingByLane'>;
  runs: Pick<SyncRunStore, 'runningByLane'>;
}

export async function reportBudget(integration: Integration, { budget, table, runs }: BudgetReportDeps): Promise<BudgetReport> {
  const { tenantId, _id: id } = integration;
  const [view, work, rows, waiting] = await Promise.all([
    budget.view(budgetKeyOf(integration)),
    table.backlog(tenantId, id),
    table.waitingByLane(tenantId, id),
    runs.runningByLane(tenantId, id),
  ]);
  const standing = view.standing.map(({ lane, resumesAt }) => ({
    ...{ lane, resumesAt },
    rows: rows.get(lane) ?? 0,
    runs: waiting.get(lane) ?? 0,
  }));
  return { ...view, work, standing };
}

const EVERY_MS = 30_000;

export interface GaugesOptions extends BudgetReportDeps {
  provider: string;
  table: BudgetReportDeps['table'] & Pick<WorkTable, 'allWaitingByLane'>;
  integrations: Pick<IntegrationStore, 'all'>;
  clock: Clock;
  logger: Logger;
  metrics: Pick<Metrics, 'gauge'>;
}

/** Keeps the metrics of waiting work and of every integration's allowance up to date, also while no calls are made: that is when someone looks. */
export function createGauges(options: GaugesOptions): Component & { refresh(): Promise<void> } {
  const { provider, integrations, clock, logger, metrics } = options;
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const waiting = await options.table.allWaitingByLane();
    for (const lane of LANES) metrics.gauge('psa_bridge_work_waiting', waiting.get(lane) ?? 0, { provider, lane });
    for (const integration of await integrations.all()) {
      const { push, pull } = opennessOf(integration);
      if (push || pull) write(integration._id, await reportBudget(integration, options), { metrics, now: clock.now() });
    }
  }

  async function keepRefreshing(): Promise<void> {
    while (!stopping.signal.aborted) {
      await refresh().catch((error: unknown) => logger.warn({ error }, 'gauges_not_refreshed'));
      await clock.sleep(EVERY_MS, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: `gauges:${provider}`,
    refresh,
    start() {
      loop = keepRefreshing();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}

function write(
  integration: string,
  report: BudgetReport,
  { metrics, now }: { metrics: Pick<Metrics, 'gauge'>; now: Date },
): void {
  const secondsUntil = (at: Date | undefined): number => (at ? Math.max(0, (at.getTime() - now.getTime()) / 1_000) : Infinity);
  const gauge = (name: string, value: number, labels: Readonly<Record<string, string>> = {}): void =>
    metrics.gauge(name, value, { integration, ...labels });
  gauge('psa_bridge_budget_limit', report.limit);
  gauge('psa_bridge_budget_remaining', report.remaining);
  gauge('psa_bridge_budget_exhausted_in_seconds', secondsUntil(report.exhaustedAt));
  gauge('psa_bridge_budget_used', report.usedByOthers, { by: 'others' });
  for (const lane of LANES) {
    const standing = report.standing.find((candidate) => candidate.lane === lane);
    gauge('psa_bridge_budget_used', report.usedByLane[lane], { by: lane });
    gauge('psa_bridge_budget_parked', standing?.rows ?? 0, { lane, what: 'rows' });
    gauge('psa_bridge_budget_parked', standing?.runs ?? 0, { lane, what: 'runs' });
    gauge('psa_bridge_budget_resumes_in_seconds', standing ? secondsUntil(standing.resumesAt) : 0, { lane });
  }
}
