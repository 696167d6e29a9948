import type { Collection, Filter, Stored } from './port.ts';

/** Something that is kept for a number of days. */
export interface Kept {
  /** For the log: `sync_runs`. */
  what: string;
  days: number;
  /** Takes away what is from before that time, part by part; yields how much each time, so that whoever asks may stop in between. */
  takeAway(before: Date): AsyncIterable<number>;
}

const PART = 500;

/** Of those, the documents that have no events which are not published yet: without outbox, or with an empty one. */
export function withNothingWaiting(filter: Filter): Filter {
  return { $and: [filter, { $or: [{ outbox: { $exists: false } }, { outbox: { $eq: [] } }] }] };
}

/**
 * Deletes documents by what makes them old. What changed since it was found, and so is not old any more, stays; so does what has events
 * that are not published yet.
 */
export function documentsFrom<Doc extends Stored>(collection: Collection<Doc>, old: (before: Date) => Filter): Kept['takeAway'] {
  const all = collection.acrossTenants('What was kept for long enough goes, whoever has it.');
  return async function* (before) {
    const filter = withNothingWaiting(old(before));
    for (;;) {
      const found = await all.find(filter, { limit: PART, fields: ['_id'] });
      if (found.length === 0) return;
      yield await all.deleteMany({ ...filter, _id: { $in: found.map(({ _id }) => _id) } });
    }
  };
}
