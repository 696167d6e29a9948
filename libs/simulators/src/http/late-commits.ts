import type { Scheduler } from './scheduler.ts';

/** Writes whose caller got no answer and that land afterwards. */
export interface LateCommits {
  /** Lands after the delay; without one, after the next search of the entity that found nothing. */
  add(entityName: string, commit: () => void, delayMs: number | undefined): void;
  /** Told of a search that found nothing. */
  searchFoundNothing(entityName: string): void;
  waiting(): number;
  clear(): void;
}

export function createLateCommits(scheduler: Scheduler): LateCommits {
  const waiting = new Set<{ entityName: string; commit: () => void; isTimed: boolean }>();

  return {
    add(entityName, commit, delayMs) {
      const late = { entityName, commit, isTimed: delayMs !== undefined };
      waiting.add(late);
      if (delayMs === undefined) return;
      scheduler.after(delayMs, () => {
        if (waiting.delete(late)) commit();
      });
    },
    searchFoundNothing(entityName) {
      for (const late of [...waiting]) {
        if (late.isTimed || late.entityName !== entityName) continue;
        waiting.delete(late);
        late.commit();
      }
    },
    waiting: () => waiting.size,
    clear() {
      waiting.clear();
    },
  };
}
