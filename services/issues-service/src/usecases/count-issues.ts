import type { Caller } from '@psa-bridge/core';
import { LISTED_STATUSES } from '../domain/issue.ts';
import { storeFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export type Counts = Readonly<Record<string, number>>;

export interface IssueCounts {
  byStatus: Counts;
  byCode: Counts;
  byLevel: Counts;
  byEntityType: Counts;
}

/** How many issues there are: by status over all that match, the rest over those that are open or being retried. */
export function makeCountIssues({ issues }: Pick<Deps, 'issues'>) {
  return async (filter: Omit<IssueFilter, 'status'>, caller: Caller): Promise<IssueCounts> => {
    const own = issues.forTenant(caller.tenantId);
    const listed = storeFilter({ ...filter, status: LISTED_STATUSES });
    const [byStatus, byCode, byLevel, byEntityType] = await Promise.all([
      own.countBy('status', storeFilter(filter)),
      own.countBy('code', listed),
      own.countBy('level', listed),
      own.countBy('entityType', listed),
    ]);
    return {
      byStatus: Object.fromEntries(byStatus),
      byCode: Object.fromEntries(byCode),
      byLevel: Object.fromEntries(byLevel),
      byEntityType: Object.fromEntries(byEntityType),
    };
  };
}
