import type { LinkedRecord } from '@psa-bridge/records';

/** More of them at once make fewer looks at what the pass has seen, and take more memory. */
const RECORDS_AT_ONCE = 20_000;

export interface Unseen {
  /** How many were looked at. */
  linked: number;
  unseen: readonly LinkedRecord[];
}

/**
 * The linked records that a pass did not show. They are held against all that it has seen some thousands at a time: neither all
 * the records of a large PSA nor all its ids are in memory at once.
 */
export async function findUnseen(
  pages: AsyncIterable<readonly LinkedRecord[]>,
  takeOutSeen: (externalIds: Set<string>) => Promise<void>,
  atOnce = RECORDS_AT_ONCE,
): Promise<Unseen> {
  const unseen: LinkedRecord[] = [];
  let waiting: LinkedRecord[] = [];
  let linked = 0;

  async function look(): Promise<void> {
    const left = new Set(waiting.map(({ externalId }) => externalId));
    if (left.size > 0) await takeOutSeen(left);
    unseen.push(...waiting.filter(({ externalId }) => left.has(externalId)));
    waiting = [];
  }

  for await (const page of pages) {
    linked += page.length;
    waiting.push(...page);
    if (waiting.length >= atOnce) await look();
  }
  await look();
  return { linked, unseen };
}
