import PQueue from 'p-queue';

export interface Turns {
  /**
   * Runs `work` when fewer than the limit run in its group; first come, first served. While it waits, an abort rejects with
   * the signal's reason; once it runs, ending is its own affair, and its turn ends with it.
   */
  take<Result>(group: string, work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

/** Limits what runs at the same time, per group. Groups without work take no memory. */
export function createTurns(concurrency: number): Turns {
  const queues = new Map<string, PQueue>();

  function queueOf(group: string): PQueue {
    const known = queues.get(group);
    if (known) return known;
    const queue = new PQueue({ concurrency });
    queue.addEventListener('idle', () => queues.delete(group));
    queues.set(group, queue);
    return queue;
  }

  return {
    async take(group, work, signal) {
      const waiting = new AbortController();
      const giveUp = (): void => waiting.abort(signal.reason);
      if (signal.aborted) giveUp();
      signal.addEventListener('abort', giveUp, { once: true });
      const start = async (): ReturnType<typeof work> => {
        signal.removeEventListener('abort', giveUp);
        return work();
      };
      try {
        return await queueOf(group).add(start, { signal: waiting.signal });
      } finally {
        signal.removeEventListener('abort', giveUp);
      }
    },
  };
}
