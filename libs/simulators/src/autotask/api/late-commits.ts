import type { Clock } from '@psa-bridge/core';

/** Writes whose caller got no answer and that land afterwards. */
export interface LateCommits {
  /** Lands after the delay; without one, after the next search of the entity that found nothing. */
  add(entityName: string, commit: () => void, delayMs: number | undefined): void;
  /** Told of a search that found nothing. */
  searchFoundNothing(entityName: string): void;
  waiting(): number;
  clear(): void;
}

export function createLateCommits(clock: Clock, stopping: AbortSignal): LateCommits {
  let waiting: { entityName: string; commit: () => void; delayMs: number | undefined }[] = [];

  function land(due: typeof waiting): void {
    waiting = waiting.filter((one) => !due.includes(one));
    for (const { commit } of due) commit();
  }

  return {
    add(entityName, commit, delayMs) {
      const late = { entityName, commit, delayMs };
      waiting.push(late);
      if (delayMs === undefined) return;
      clock.sleep(delayMs, stopping).then(
        () => {
          if (waiting.includes(late)) land([late]);
        },
        () => undefined,
      );
    },
    searchFoundNothing(entityName) {
      land(waiting.filter((one) => one.entityName === entityName && one.delayMs === undefined));
    },
    waiting: () => waiting.length,
    clear() {
      waiting = [];
    },
  };
}
