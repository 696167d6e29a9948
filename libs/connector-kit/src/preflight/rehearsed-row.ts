import type { HeldRecordRow } from '../work/held-row.ts';
import type { WorkRow, WorkType } from '../work/row.ts';
import type { OwnedRow } from '../work/transitions.ts';

/** A row of the work table as a push would hold it, which is written nowhere: what was made before counts as made. */
export function rehearsedRow(row: WorkRow, entityType: WorkType): Pick<HeldRecordRow, 'current' | 'write'> {
  const lease = { owner: 'rehearsal', until: row.changedAt, fence: row.fence, desired: row.desired, asked: row.asked };
  // An unclear step is settled by the push; here it counts as not made, for then nothing of it is left unchecked.
  let held: OwnedRow & { entityType: WorkType } = {
    ...row,
    entityType,
    lease,
    steps: row.steps.filter(({ state }) => state === 'confirmed'),
  };
  return {
    current: () => held,
    write(change) {
      held = { ...held, ...change(held), entityType, lease };
      return Promise.resolve(held);
    },
  };
}
