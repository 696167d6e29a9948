import { where, type QueryFilter } from '../client/query.ts';

/** The filter of a delta run, on the entity's change date (autotask.md section 5.4.2). */
export function changedSince(field: string, since: Date | undefined): readonly QueryFilter[] {
  return since === undefined ? [] : [where.gte(field, since.toISOString())];
}
