import type { Caller } from '@psa-bridge/core';
import { groupsOf, largestFirst, partsOf, type CauseGroup, type Counts } from '../domain/cause/cause-group.ts';
import { shownFilter, type IssueFilter } from '../domain/issue-filter.ts';
import type { Deps } from '../ports.ts';

export interface CauseGroupsPage {
  groups: readonly CauseGroup[];
  /** How many causes have issues, those that are not shown among them. */
  total: number;
}

type Filter = Omit<IssueFilter, 'status'>;

/**
 * The open issues by cause, the largest group first, each cause whole. Counted by the database, in two counts over the tenant's
 * open issues, so it is exact and always as of now.
 */
export function makeCountCauses({ issues, causes, clock }: Pick<Deps, 'issues' | 'causes' | 'clock'>) {
  return async (tenantId: string, filter: Filter, limit: number): Promise<CauseGroupsPage> => {
    const [open, retrying] = await countBy({ issues, clock }, tenantId, { path: 'cause', filter });
    const found = await causes.forTenant(tenantId).getMany(largest(open, limit));
    return { groups: groupsOf(found, open, retrying), total: open.size };
  };
}

/** The same for people: a cause that is split in its parts. */
export function makeListCauseGroups(deps: Pick<Deps, 'issues' | 'causes' | 'clock'>) {
  const countCauses = makeCountCauses(deps);

  return async (filter: Filter, limit: number, { tenantId }: Caller): Promise<CauseGroupsPage> => {
    const { groups, total } = await countCauses(tenantId, filter, limit);
    const shown = await Promise.all(
      groups.map(async (group) => {
        const { splitBy: path, _id } = group.cause;
        if (path === undefined) return [group];
        return partsOf(group, path, ...(await countBy(deps, tenantId, { path, filter: { ...filter, cause: [_id] } })));
      }),
    );
    return { groups: largestFirst(shown.flat()).slice(0, limit), total };
  };
}

/** What is open, and of that what is being retried. */
function countBy(
  { issues, clock }: Pick<Deps, 'issues' | 'clock'>,
  tenantId: string,
  { path, filter }: { path: string; filter: Filter },
): Promise<[Counts, Counts]> {
  const own = issues.forTenant(tenantId);
  const now = clock.now();
  return Promise.all([
    own.countBy(path, shownFilter(filter, now)),
    own.countBy(path, shownFilter({ ...filter, status: ['retrying'] }, now)),
  ]);
}

function largest(counts: Counts, limit: number): readonly string[] {
  const sorted = [...counts].filter(([cause]) => cause !== '').sort(([, a], [, b]) => b - a);
  return sorted.slice(0, limit).map(([cause]) => cause);
}
