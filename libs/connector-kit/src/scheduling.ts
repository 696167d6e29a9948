/** Who gets the next worker and the next call, as pure parts: for those who ask what many tenants would see. */
export { grant, withUsage, type BudgetState } from './budget/grant.ts';
export { isLate, objectiveOf } from './freshness/freshness.ts';
export { isDeltaDue, MOST_PATIENCE_MS, RUNS_AT_ONCE } from './sync/due.ts';
export { createLaneHolds, type LaneHolds } from './work/lane-holds.ts';
export { createReadyQueue, type ReadyQueue } from './work/ready-queue.ts';
export { hasRoom, WORKERS, WORKERS_PER_INTEGRATION } from './work/room.ts';
export type { WorkRow } from './work/row.ts';
export { raise } from './work/transitions.ts';
