import type { Caller } from '@psa-bridge/core';
import { groupsOf, largestFirst, partsOf, type CauseGroup } from '../domain/cause/cause-group.ts';
import { shownFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export interface CauseGroupsPage {
  groups: readonly CauseGroup[];
  /** How many causes have issues, those that are not shown among them. */
  total: number;
}

/** The open issues by cause, the largest group first. Counted by the database: one count over the tenant's open issues, one over those being retried. */
export function makeListCauseGroups({ issues, causes, clock }: Pick<Deps, 'issues' | 'causes' | 'clock'>) {
  return async (filter: Omit<IssueFilter, 'status'>, limit: number, caller: Caller): Promise<CauseGroupsPage> => {
    const own = issues.forTenant(caller.tenantId);
    const now = clock.now();
    const count = (path: string, more: IssueFilter) =>
      Promise.all([
        own.countBy(path, shownFilter({ ...filter, ...more }, now)),
        own.countBy(path, shownFilter({ ...filter, ...more, status: ['retrying'] }, now)),
      ]);
    const [open, retrying] = await count('cause', {});
    const ids = largest(open, limit);
    const whole = groupsOf(await causes.forTenant(caller.tenantId).getMany(ids), open, retrying);
    const groups = await Promise.all(
      whole.map(async (group) => {
        const { splitBy, _id } = group.cause;
        if (splitBy === undefined) return [group];
        return partsOf(group, splitBy, ...(await count(splitBy, { cause: [_id] })));
      }),
    );
    return { groups: largestFirst(groups.flat()).slice(0, limit), total: open.size };
  };
}

function largest(counts: ReadonlyMap<string, number>, limit: number): readonly string[] {
  const sorted = [...counts].filter(([cause]) => cause !== '').sort(([, a], [, b]) => b - a);
  return sorted.slice(0, limit).map(([cause]) => cause);
}
