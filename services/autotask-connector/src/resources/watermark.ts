import { where, type QueryFilter } from '../client/query.ts';
import { instant } from '../mapping/values.ts';

/** The filter of a delta run, on the entity's change date (autotask.md section 5.4.2). */
export function changedSince(field: string, since: Date | undefined): readonly QueryFilter[] {
  return since === undefined ? [] : [where.gte(field, since.toISOString())];
}

/** The latest change among rows, by Autotask's clock. */
export function latest(times: readonly (string | null | undefined)[]): Date | undefined {
  const known = times.flatMap((time) => instant(time)?.getTime() ?? []);
  return known.length === 0 ? undefined : new Date(Math.max(...known));
}
