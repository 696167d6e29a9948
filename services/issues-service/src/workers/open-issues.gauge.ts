import { createPeriodicTask, type PeriodicTask } from '@psa-bridge/service-host';
import { ISSUE_LEVELS, LISTED_STATUSES } from '../domain/issue.ts';
import { storeFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

const EVERY_MS = 30_000;

/** Keeps the number of open issues by level up to date. Each replica reports the same: take the maximum, not the sum. */
export function createOpenIssuesGauge(deps: Pick<Deps, 'issues' | 'clock' | 'metrics' | 'logger'>): PeriodicTask {
  const { issues, clock, metrics, logger } = deps;
  const everywhere = issues.acrossTenants('The gauge counts the whole installation.');

  async function measure(): Promise<void> {
    const counts = await everywhere.countBy('level', storeFilter({ status: LISTED_STATUSES }));
    for (const level of ISSUE_LEVELS) metrics.gauge('psa_bridge_issues_open', counts.get(level) ?? 0, { level });
  }

  return createPeriodicTask({ name: 'open-issues-gauge', everyMs: EVERY_MS, run: measure, clock, logger });
}
