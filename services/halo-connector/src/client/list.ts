import { z } from 'zod';

/** How the lists of an entity are called, where that is not its name in small letters and plural (halopsa.md section 5). */
const LIST_NAMES: Readonly<Record<string, string>> = {
  Users: 'users',
  Opportunities: 'tickets',
  Tickets: 'tickets',
  Projects: 'tickets',
  Quotation: 'quotes',
  RecurringInvoice: 'invoices',
  Category: 'categories',
};

/** The rows of one answer. */
export interface Listed<Row> {
  rows: readonly Row[];
  /** Rows of the whole list; undefined where it is answered bare, without saying. */
  total: number | undefined;
}

/** Rows of a list, whichever way it is answered: bare, or in an envelope beside members of other kinds. */
export function listOf<Row>(entity: string, shape: z.ZodType<Row>): z.ZodType<Listed<Row>> {
  return z.unknown().transform((answer, { addIssue }): Listed<Row> => {
    const rows = z.array(shape).safeParse(Array.isArray(answer) ? answer : rowsIn(entity, answer));
    if (rows.success) return { rows: rows.data, total: Envelope.safeParse(answer).data?.record_count ?? undefined };
    const [first] = rows.error.issues;
    addIssue({ code: 'custom', message: first?.message ?? 'holds no rows', path: [...(first?.path ?? [])] });
    return z.NEVER;
  });
}

const Envelope = z.object({ record_count: z.number().nullish() });

/** Under the documented name, else the only list of objects there is. */
function rowsIn(entity: string, answer: unknown): readonly unknown[] | undefined {
  if (typeof answer !== 'object' || answer === null) return undefined;
  const lists = Object.entries(answer).filter(
    (entry): entry is [string, readonly unknown[]] => Array.isArray(entry[1]) && entry[0] !== 'columns',
  );
  const named = LIST_NAMES[entity] ?? `${entity.toLowerCase()}s`;
  return (lists.find(([name]) => name === named) ?? (lists.length === 1 ? lists[0] : undefined))?.[1];
}
