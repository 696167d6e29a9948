import type { Clock, Component } from '@psa-bridge/core';
import type { Logger, Metrics, Sample } from '@psa-bridge/observability';
import { reportBudget, type BudgetReport, type BudgetReportDeps } from './budget/report.ts';
import { LANES } from './definition/lanes.ts';
import { INTEGRATION_STATES, opennessOf, type Integration } from './integrations/integration.ts';
import type { IntegrationStore } from './integrations/integration-store.ts';
import type { SyncRunStore } from './sync/index.ts';
import type { WorkTable } from './work/table.ts';

const EVERY_MS = 30_000;

export interface GaugesOptions extends BudgetReportDeps {
  provider: string;
  table: BudgetReportDeps['table'] & Pick<WorkTable, 'allWaitingByLane' | 'allParked'>;
  runs: BudgetReportDeps['runs'] & Pick<SyncRunStore, 'state'>;
  integrations: Pick<IntegrationStore, 'all'>;
  clock: Clock;
  logger: Logger;
  metrics: Pick<Metrics, 'gauge' | 'gaugeAll'>;
}

type Reading = Pick<Sample, 'labels' | 'value'>;
/** What is known of one integration, by metric. */
type Readings = Readonly<Record<string, readonly Reading[]>>;

/** Of single integrations: what is paused or gone is told no more. */
const OF_INTEGRATIONS = [
  'psa_bridge_budget_limit',
  'psa_bridge_budget_remaining',
  'psa_bridge_budget_exhausted_in_seconds',
  'psa_bridge_budget_used',
  'psa_bridge_budget_parked',
  'psa_bridge_budget_resumes_in_seconds',
  'psa_bridge_synced_at_seconds',
] as const;

/**
 * Keeps the metrics of waiting work and of every integration up to date, also while no calls are made: that is when someone looks.
 * Each replica reports the same: take the maximum, not the sum.
 */
export function createGauges(options: GaugesOptions): Component & { refresh(): Promise<void> } {
  const { provider, integrations, clock, logger } = options;
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    await tellWork(options);
    const all = await integrations.all();
    tellStates(all, options);
    const readings: Readings[] = [];
    for (const integration of all) readings.push(await readingsOf(integration, options));
    for (const name of OF_INTEGRATIONS)
      options.metrics.gaugeAll(
        name,
        readings.flatMap((own) => own[name] ?? []),
      );
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

async function tellWork({ provider, table, clock, metrics }: GaugesOptions): Promise<void> {
  const [waiting, { count, since }] = await Promise.all([table.allWaitingByLane(), table.allParked()]);
  for (const lane of LANES) metrics.gauge('psa_bridge_work_waiting', waiting.get(lane) ?? 0, { provider, lane });
  metrics.gauge('psa_bridge_work_parked', count, { provider });
  const ageMs = since ? clock.now().getTime() - since.getTime() : 0;
  metrics.gauge('psa_bridge_work_parked_oldest_age_seconds', ageMs / 1_000, { provider });
}

function tellStates(all: readonly Integration[], { provider, metrics }: GaugesOptions): void {
  for (const state of INTEGRATION_STATES) {
    const count = all.filter((integration) => integration.state === state).length;
    metrics.gauge('psa_bridge_integrations', count, { provider, state });
  }
}

async function readingsOf(integration: Integration, options: GaugesOptions): Promise<Readings> {
  const { push, pull } = opennessOf(integration);
  if (!push && !pull) return {};
  const { _id, tenantId } = integration;
  const [report, state] = await Promise.all([reportBudget(integration, options), options.runs.state(tenantId, _id)]);
  // States from before the time was kept have that of the full sync alone.
  const syncedAt = pull ? (state?.syncedAt ?? state?.fullSyncedAt) : undefined;
  const labels = { provider: options.provider, integration: _id };
  return {
    ...budgetReadings(_id, report, options.clock.now()),
    ...(syncedAt ? { psa_bridge_synced_at_seconds: [{ labels, value: syncedAt.getTime() / 1_000 }] } : {}),
  };
}

function budgetReadings(integration: string, report: BudgetReport, now: Date): Readings {
  const secondsUntil = (at: Date | undefined): number => (at ? Math.max(0, (at.getTime() - now.getTime()) / 1_000) : Infinity);
  const reading = (value: number, more: Readonly<Record<string, string>> = {}): Reading => ({
    labels: { integration, ...more },
    value,
  });
  const standing = LANES.map((lane) => ({ lane, stands: report.standing.find((candidate) => candidate.lane === lane) }));
  return {
    psa_bridge_budget_limit: [reading(report.limit)],
    psa_bridge_budget_remaining: [reading(report.remaining)],
    psa_bridge_budget_exhausted_in_seconds: [reading(secondsUntil(report.exhaustedAt))],
    psa_bridge_budget_used: [
      reading(report.usedByOthers, { by: 'others' }),
      ...LANES.map((lane) => reading(report.usedByLane[lane], { by: lane })),
    ],
    psa_bridge_budget_parked: standing.flatMap(({ lane, stands }) => [
      reading(stands?.rows ?? 0, { lane, what: 'rows' }),
      reading(stands?.runs ?? 0, { lane, what: 'runs' }),
    ]),
    psa_bridge_budget_resumes_in_seconds: standing.map(({ lane, stands }) =>
      reading(stands ? secondsUntil(stands.resumesAt) : 0, { lane }),
    ),
  };
}
