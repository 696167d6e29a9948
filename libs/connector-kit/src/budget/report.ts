import type { Lane } from '../definition/lanes.ts';
import { budgetKeyOf, type Integration } from '../integrations/integration.ts';
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
