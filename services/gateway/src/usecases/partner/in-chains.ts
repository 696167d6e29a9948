/** What becomes of the rest after one item: it goes on, its chain ends here, or nothing new is begun at all. */
export type ChainStep = 'next' | 'stop_entity' | 'stop_all';

/** Works through each chain in its order, so many chains at the same time. */
export async function inChains<Item>(
  chains: readonly (readonly Item[])[],
  concurrency: number,
  work: (item: Item) => Promise<ChainStep>,
): Promise<void> {
  const open = chains.values();
  let isOver = false;

  async function through(chain: readonly Item[]): Promise<void> {
    for (const item of chain) {
      if (isOver) return;
      const step = await work(item);
      isOver ||= step === 'stop_all';
      if (step !== 'next') return;
    }
  }

  async function worker(): Promise<void> {
    for (const chain of open) {
      if (isOver) return;
      await through(chain);
    }
  }

  await Promise.all(Array.from({ length: concurrency }, worker));
}
