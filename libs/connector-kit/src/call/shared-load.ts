/** One loading for all who want the same at the same time. */
export interface SharedLoad<Value> {
  /**
   * The value that whoever came first has read. Work of a less urgent lane may wait for its permits where it is, and urgent work must
   * not wait with it: who is more urgent than all who load it begins it anew, and the first result serves everybody. Rejects as
   * soon as the loading of one's own lane does, for that one knows when it makes sense to come back.
   */
  join(rank: number, load: () => Promise<Value>): Promise<Value>;
}

interface Loading<Value> {
  /** 0 is the most urgent. */
  rank: number;
  value: Promise<Value>;
}

/** @param onFailed is called once nobody loads it any more and nobody has it */
export function createSharedLoad<Value>(onFailed: () => void): SharedLoad<Value> {
  const { promise: first, resolve } = Promise.withResolvers<Value>();
  let isLoaded = false;
  /** The most urgent is the last. */
  let loadings: readonly Loading<Value>[] = [];

  function begin(rank: number, load: () => Promise<Value>): Loading<Value> {
    const begun: Loading<Value> = { rank, value: load() };
    loadings = [...loadings, begun];
    begun.value.then(
      (value) => {
        isLoaded = true;
        resolve(value);
      },
      () => {
        loadings = loadings.filter((one) => one !== begun);
        if (loadings.length === 0 && !isLoaded) onFailed();
      },
    );
    return begun;
  }

  return {
    join(rank, load) {
      if (isLoaded) return first;
      const latest = loadings.at(-1);
      const own = latest && latest.rank <= rank ? latest : begin(rank, load);
      return Promise.race([first, own.value.then(() => first)]);
    },
  };
}
