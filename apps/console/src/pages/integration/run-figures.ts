import type { SyncRun } from '../../api/integrations.ts';

export interface RunFigures {
  /** In percent; undefined where nobody knows how many there are. */
  share: number | undefined;
  /** When it is done if it goes on as it did; undefined where nothing says so. */
  endsAt: Date | undefined;
}

/** What a run's figures mean to somebody who waits for its end. */
export function figuresOf(
  { state, done, total, rate, waitsFor }: Pick<SyncRun, 'state' | 'done' | 'total' | 'rate' | 'waitsFor'>,
  now: Date,
): RunFigures {
  const share = total === 0 ? undefined : Math.min(100, (100 * done) / total);
  const left = total - done;
  const isKnown = state === 'running' && waitsFor === undefined && left > 0 && rate > 0;
  return { share, endsAt: isKnown ? new Date(now.getTime() + (1000 * left) / rate) : undefined };
}
