import type { BillingItem, SourceInvoice } from '../invoice.ts';
import type { TaxOptions } from '../options.ts';
import { problem, type Problem } from '../problem.ts';
import { taxOf } from './source-amounts.ts';

/** Xero's tax type of a line, or nothing where the account's own is to count. */
export function taxTypeOf(item: BillingItem, invoice: SourceInvoice, options: TaxOptions): string | undefined {
  // Xero refuses a tax of nothing beside a rate (TAX-5).
  if (options.amountsFrom === 'autotask' && taxOf(item).isZero()) return 'NONE';
  return options.byRegion?.[invoice.taxRegion ?? ''];
}

/** TAX-3: where regions are mapped, one that is not faults the invoice by design. */
export function unmappedRegion({ taxRegion }: SourceInvoice, { byRegion }: TaxOptions): Problem | undefined {
  if (byRegion === undefined || byRegion[taxRegion ?? ''] !== undefined) return undefined;
  return problem(
    'TAX_REGION_NOT_MAPPED',
    `The tax region ${taxRegion ? `"${taxRegion}"` : 'of this invoice is empty and'} is not mapped to a Xero tax rate`,
    'Map the region under Xero > Tax, then resync. A region that was renamed in Autotask keeps its old name on older invoices.',
  );
}
