import { attempt, type PushContext } from '@psa-bridge/connector-kit';
import { isAppError, rejected } from '@psa-bridge/core';
import type { QuoteItem } from '@psa-bridge/records';
import { HaloItem } from '../client/catalogue-types.ts';
import type { HaloSession } from '../session.ts';
import type { HaloSettings } from '../settings/settings.ts';
import { ITEMS } from './item-rows.ts';
import { itemOf } from './line-items.ts';

type Context = PushContext<HaloSession, HaloSettings>;

/**
 * HaloPSA refuses all lines of a quotation for one and does not say which. Those are told that can be found to blame, so that the
 * others go (IS-09).
 * @returns their ids; none where the refusal is about something else
 */
export async function tellRefusedLines(
  error: unknown,
  items: readonly QuoteItem[],
  context: Context,
): Promise<ReadonlySet<string>> {
  const psaText = isAppError(error) && error.code === 'psa_refused' ? error.details['psaText'] : undefined;
  if (typeof psaText !== 'string') return new Set();
  const gone = await ofGoneItems(items, context);
  const blamed = gone.size > 0 ? gone : await withoutItems(items, psaText, context);
  for (const [item, why] of blamed) await attempt([item], () => Promise.reject(why), context);
  return new Set([...blamed.keys()].map(({ id }) => id));
}

type Blamed = ReadonlyMap<QuoteItem, Error>;

async function ofGoneItems(items: readonly QuoteItem[], context: Context): Promise<Blamed> {
  const blamed = new Map<QuoteItem, Error>();
  const isThere = new Map<number, boolean>();
  for (const item of items) {
    const id = await itemOf(item, context);
    if (id === undefined) continue;
    const known = isThere.get(id) ?? (await context.session.client.detail(ITEMS, id, HaloItem)) !== undefined;
    isThere.set(id, known);
    if (!known) blamed.set(item, goneItem(id));
  }
  return blamed;
}

function goneItem(id: number): Error {
  return rejected('quote_line_item_gone', `Item ${id}, which the line stands for, was not found in HaloPSA.`, {
    details: { reference: `item ${id}` },
  });
}

/** Some tenants demand an item for each line (halopsa.md section 6); in which words is not documented. */
async function withoutItems(items: readonly QuoteItem[], psaText: string, context: Context): Promise<Blamed> {
  const blamed = new Map<QuoteItem, Error>();
  if (!/\bitems?\b/i.test(psaText)) return blamed;
  for (const item of items)
    if ((await itemOf(item, context)) === undefined) blamed.set(item, rejected('quote_line_needs_item', psaText));
  return blamed;
}
