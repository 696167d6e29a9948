import { createHeldDeletions, type HeldDeletions, type HeldDeletionsOptions } from './held-deletions.ts';
import { createSeenIds, type SeenIds } from './seen-ids.ts';

export { carryOutDeletions } from './carry-out.ts';
export { concludeDeletions, type FullPass, type Going } from './conclude.ts';
export type { HeldDeletions, SeenIds };

/** What is kept to conclude that entities were deleted: what a pass has seen, and what a person is asked. */
export function createDeletions(options: HeldDeletionsOptions): { seen: SeenIds; held: HeldDeletions } {
  const { provider } = options.resultSource;
  return { seen: createSeenIds({ store: options.store, provider }), held: createHeldDeletions(options) };
}
