import { z } from 'zod';
import { badBinding } from '../refusal.ts';

/** One filter of `advanced_search`, in the shape that users report (halopsa.md 5). */
const termSchema = z.object({ filter_name: z.string(), filter_type: z.int().default(0), filter_value: z.coerce.string() });

export type SearchTerm = z.output<typeof termSchema>;

/** @throws AppError 400 for what is no such list */
export function readSearch(text: string | undefined): readonly SearchTerm[] {
  if (text === undefined || text === '') return [];
  const read = z.array(termSchema).safeParse(parse(text));
  if (!read.success) throw badBinding('advanced_search', 'The value is not valid.');
  return read.data;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
