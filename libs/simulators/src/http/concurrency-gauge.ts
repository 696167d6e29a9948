/** How many calls run at once, by key, and the most that ever did. */
export interface ConcurrencyGauge {
  /** Counts one more; call the result once when it has ended. */
  enter(key: string): () => void;
  current(key: string): number;
  /** The highest count seen, by key. */
  peaks(): Readonly<Record<string, number>>;
  resetPeaks(): void;
}

export function createConcurrencyGauge(): ConcurrencyGauge {
  const running = new Map<string, number>();
  let peaks = new Map<string, number>();
  const current = (key: string): number => running.get(key) ?? 0;

  return {
    current,
    enter(key) {
      const count = current(key) + 1;
      running.set(key, count);
      peaks.set(key, Math.max(count, peaks.get(key) ?? 0));
      return () => {
        const left = current(key) - 1;
        if (left > 0) running.set(key, left);
        else running.delete(key);
      };
    },
    peaks: () => Object.fromEntries(peaks),
    resetPeaks() {
      peaks = new Map(running);
    },
  };
}
