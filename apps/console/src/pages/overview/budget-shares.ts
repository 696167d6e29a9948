import type { Budget } from '../../api/integrations.ts';

/** What of the allowance is used, in calls, and by whom, in percent; never more than all of it. */
export function sharesOf({ limit, usedByLane, usedByOthers }: Pick<Budget, 'limit' | 'usedByLane' | 'usedByOthers'>) {
  const ours = Object.values(usedByLane).reduce((sum, calls) => sum + calls, 0);
  const percent = (calls: number): number => (limit <= 0 ? 0 : Math.min(100, (100 * calls) / limit));
  const own = percent(ours);
  return { used: ours + usedByOthers, own, others: Math.min(100 - own, percent(usedByOthers)) };
}
