export { createSyncExecutor, type SyncExecutor } from './executor.ts';
export { figuresOf } from './progress.ts';
export { createSyncRunStore, type SyncRunStore } from './run-store.ts';
export { currentPhase, type SyncRun } from './run.ts';
