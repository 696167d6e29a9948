import { canonicalJson } from '@psa-bridge/core';
import { compact, moneyNumber } from '@psa-bridge/connector-kit';
import type { Quote, QuoteItem } from '@psa-bridge/records';
import type { ConnectWiseWrite } from '../client/patch.ts';
import type { CwProductItem } from '../client/sales-types.ts';
import type { ConnectWiseSettings } from '../settings/settings.ts';
import { choice } from './opportunity.mapping.ts';

/** So many characters of an id, from its end, are the same for no other record. */
const TAIL = 12;

/** By what a quote's lines are told from those of other quotes and of people: the beginning of their marker. */
export function quoteMark(quoteId: string): string {
  return `${quoteId.slice(-TAIL)}:`;
}

/** By which a line is found again: stands in `integrationXRef`. */
export function lineMark(quoteId: string, itemId: string): string {
  return `${quoteMark(quoteId)}${itemId.slice(-TAIL)}`;
}

/** What ConnectWise can hold of a quote: every product there stands for a catalog item, and there are no options. */
export function isSent({ kind, isOptional }: QuoteItem): boolean {
  return kind !== 'text' && !isOptional;
}

/** What is sold or charged, as ConnectWise's product (connectwise.md section 11). */
export function productRow(
  line: Pick<QuoteItem, 'name' | 'description' | 'quantity' | 'unitPrice' | 'unitCost'>,
  { catalogItem, position }: { catalogItem: number; position: number },
): ConnectWiseWrite {
  return {
    catalogItem: { id: catalogItem },
    description: line.name,
    customerDescription: line.description ?? line.name,
    sequenceNumber: position,
    quantity: line.quantity,
    price: moneyNumber(line.unitPrice),
    ...compact({ cost: moneyNumber(line.unitCost) }),
  };
}

/**
 * A line as a product of its opportunity; our discount is off the line's total, and so is theirs.
 * @param cycle the billing cycle of a line that recurs
 */
export function fromCanonicalLine(
  item: QuoteItem,
  { catalogItem, position, cycle }: { catalogItem: number; position: number; cycle: number | undefined },
): ConnectWiseWrite {
  return {
    ...productRow(item, { catalogItem, position }),
    discount: moneyNumber(item.discount) ?? 0,
    ...compact({ recurring: recurringOf(item, cycle) }),
  };
}

function recurringOf({ unitPrice, unitCost }: QuoteItem, cycle: number | undefined): ConnectWiseWrite | undefined {
  if (cycle === undefined) return undefined;
  return {
    recurringRevenue: moneyNumber(unitPrice),
    ...compact({ recurringCost: moneyNumber(unitCost) }),
    billCycleId: cycle,
    cycleType: 'CalendarYear',
  };
}

/** What of a line differs from what stands there. */
export function lineChanges(there: CwProductItem, row: ConnectWiseWrite): ConnectWiseWrite {
  const standing: ConnectWiseWrite = { ...there, catalogItem: there.catalogItem && { id: there.catalogItem.id } };
  return Object.fromEntries(
    [...new Set([...Object.keys(row), ...(there.recurring ? ['recurring'] : [])])].flatMap((field) =>
      differs(standing[field], row[field]) ? [[field, row[field] ?? null] as const] : [],
    ),
  );
}

/** The server adds members of its own to what is sent. */
function differs(there: unknown, here: unknown): boolean {
  if (typeof here !== 'object' || here === null || typeof there !== 'object' || there === null)
    return (there ?? null) !== (here ?? null);
  const own = Object.fromEntries(Object.keys(here).map((key) => [key, (there as Record<string, unknown>)[key]]));
  return canonicalJson(own) !== canonicalJson(here);
}

/** Where a quote's status takes its opportunity (product-behaviour 10.4); undefined where it leaves it alone. */
export function opportunityMove(
  status: Quote['status'],
  quoteStatuses: ConnectWiseSettings['quoteStatuses'],
): ConnectWiseWrite | undefined {
  const target = quoteStatuses[status];
  const row = compact({ stage: choice(target?.stage), status: choice(target?.status) });
  return Object.keys(row).length === 0 ? undefined : row;
}
