import { invalidInput, newId } from '@psa-bridge/core';
import type { QuoteItem } from '@psa-bridge/records';

/** A line as a client sends it: a new one has no id yet. */
export type QuoteItemInput = Omit<QuoteItem, 'id'> & { id?: string | undefined };

/**
 * Gives new lines their ids; kept lines are known by theirs, because what a PSA knows of a line hangs on it.
 *
 * @throws AppError `unknown_reference` naming the first line whose id the quote does not have, or has twice.
 */
export function withItemIds(items: readonly QuoteItemInput[], known: readonly string[] = []): QuoteItem[] {
  const free = new Set(known);
  return items.map((item, index) => {
    if (item.id === undefined) return { ...item, id: newId() };
    if (free.delete(item.id)) return { ...item, id: item.id };
    const problem = {
      field: `body.items.${index}.id`,
      message: 'the quote has no such line, or it is given twice; leave the id out of a new line',
    };
    throw invalidInput('unknown_reference', `${problem.field}: ${problem.message}`, {
      details: { problems: [problem] },
      expected: true,
    });
  });
}
