import type { Caller } from '@psa-bridge/core';
import { shownFilter, storeFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export type Counts = Readonly<Record<string, number>>;

export interface IssueCounts {
  byStatus: Counts;
  byCode: Counts;
  byLevel: Counts;
  byEntityType: Counts;
}

/** How many issues there are: by status over all that match, the rest over those that the list shows. */
export function makeCountIssues({ issues, clock }: Pick<Deps, 'issues' | 'clock'>) {
  return async (filter: Omit<IssueFilter, 'status'>, caller: Caller): Promise<IssueCounts> => {
    const own = issues.forTenant(caller.tenantId);
    const listed = shownFilter(filter, clock.now());
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
