import type { PartContext, Piece } from '@psa-bridge/connector-kit';
import type { z } from 'zod';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';

type Context = PartContext<HaloSession, HaloSettings>;

/** One less than the kit lets be under way for an entity at once: something urgent finds room. */
const AT_ONCE = 3;

/** Reads whole rows by id; those that are gone are absent. */
export interface Details {
  read<Row>(entity: string, shape: z.ZodType<Row>, ids: readonly (number | string)[]): Promise<readonly Row[]>;
  /** When the first of them was read, in whichever try: what is told as newer would win over what changed meanwhile. */
  seenAt: Date;
}

/**
 * Reads what takes a call for each row. What came back stays for the next try, so that the limit makes a page wait and never
 * costs its calls twice.
 *
 * @param name tells this reading from all others of the integration, which find nothing that it kept
 */
export function readingDetails<Result>(
  { session }: Pick<Context, 'session'>,
  name: string,
  read: (details: Details, piece: Piece) => Promise<Result>,
): Promise<Result> {
  return session.inPieces(async (kept) => {
    const piece: Piece = (part, load) => kept(`${name}: ${part}`, load);
    const seenAt = await piece('begun', () => Promise.resolve(session.clock.now()));
    const details: Details = {
      seenAt,
      async read(entity, shape, ids) {
        const one = (id: number | string) => piece(`${entity}/${id}`, () => session.client.detail(entity, id, shape));
        return (await fewAtOnce(ids, one)).filter((row) => row !== undefined);
      },
    };
    return read(details, piece);
  });
}

/** In order of the items; a failure stops what has not begun. */
async function fewAtOnce<Item, Result>(items: readonly Item[], act: (item: Item) => Promise<Result>): Promise<readonly Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const goOn = async (): Promise<void> => {
    for (const [index, item] of waiting) results[index] = await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, goOn));
  return results;
}
