export { createSyncExecutor, type SyncExecutor, type SyncExecutorOptions } from './executor.ts';
export { figuresOf } from './progress.ts';
export { createSyncRunStore, type SyncRunStore, type SyncRunStoreOptions } from './run-store.ts';
export {
  currentPhase,
  pulledTypes,
  type SyncKind,
  type SyncPhase,
  type SyncRun,
  type SyncRunState,
  type SyncState,
} from './run.ts';
