import type { HaloSession } from '../session.ts';
import type { z } from 'zod';

/** Rows whose details are read at once: as many as the kit lets be under way for one entity. */
const AT_ONCE = 4;

/** Whole rows by id; those that are gone are absent. */
export async function readDetails<Row>(
  { client }: Pick<HaloSession, 'client'>,
  entity: string,
  shape: z.ZodType<Row>,
  ids: readonly (number | string)[],
): Promise<readonly Row[]> {
  const rows: (Row | undefined)[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE)
    rows.push(...(await Promise.all(ids.slice(from, from + AT_ONCE).map((id) => client.detail(entity, id, shape)))));
  return rows.filter((row) => row !== undefined);
}
