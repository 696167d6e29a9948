import type { AnyDefinition } from '../sessions.ts';
import { pulledTypes, type SyncedType, type SyncState } from './run.ts';

/** Runs that one replica reads at the same time. */
export const RUNS_AT_ONCE = 4;
/** For so long at most a run waits for permits where it is; then it makes room for others and hears whether it is cancelled. */
export const MOST_PATIENCE_MS = 30_000;

/** Whether anything of the connector is read by itself. */
export function readsByItself(definition: AnyDefinition): boolean {
  return definition.deltaEveryMs > 0 || pulledTypes(definition).some((type) => rhythmOf(definition, type) !== undefined);
}

/** A delta is due a set time after the last one began, once a full sync gave it marks (SY-09); 0 is never. */
export function isDeltaDue(
  { deltaEveryMs }: Pick<AnyDefinition, 'deltaEveryMs'>,
  { deltaStartedAt, fullSyncedAt }: Pick<SyncState, 'deltaStartedAt' | 'fullSyncedAt'>,
  now: Date,
): boolean {
  if (deltaEveryMs <= 0 || fullSyncedAt === undefined) return false;
  return (deltaStartedAt ?? fullSyncedAt).getTime() + deltaEveryMs <= now.getTime();
}

/**
 * Types with a rhythm of their own that no run has read for so long: no webhook tells of them, so they are read by then whether
 * deltas run or not (SY-22). A run of theirs that failed is followed by the next one after the same time.
 */
export function dueByRhythm(definition: AnyDefinition, past: SyncState, now: Date): readonly SyncedType[] {
  const { fullSyncedAt, rhythmStartedAt } = past;
  if (fullSyncedAt === undefined) return [];
  return pulledTypes(definition).filter((type) => {
    const everyMs = rhythmOf(definition, type);
    if (everyMs === undefined) return false;
    const readAt = (past.readAt?.[type] ?? fullSyncedAt).getTime();
    return now.getTime() >= Math.max(readAt, rhythmStartedAt?.getTime() ?? 0) + everyMs;
  });
}

function rhythmOf(definition: AnyDefinition, type: SyncedType): number | undefined {
  return definition.resources[type]?.pull?.everyMs;
}
