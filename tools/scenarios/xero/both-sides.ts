import type { InvoiceView } from '../../platform/xero-journey.ts';
import { invoicesOf, type XeroStory } from './story.ts';

interface XeroRow {
  Reference: string;
  Total: number;
  Status: string;
}

/** Every invoice has come to the end it should, and what is in Xero is that and nothing twice, to the cent. */
export async function bothSides(story: XeroStory): Promise<Record<string, unknown>> {
  const { posted, checks } = story;
  const invoices = await invoicesOf(story);
  const byId = new Map(invoices.map((invoice) => [invoice.externalId, invoice]));
  for (const [id, { state, message }] of posted) {
    const invoice = byId.get(id);
    checks.equal(invoice?.state, state, `the state of invoice ${id} (${invoice?.problem?.message ?? ''})`);
    if (message !== undefined) checks.equal(wordsOf(invoice), message, `what is said of invoice ${id}`);
  }
  checks.equal(byId.size, posted.size, 'invoices that are known');
  return compared(story, byId);
}

function wordsOf(invoice: InvoiceView | undefined): string | undefined {
  return invoice?.problem?.message ?? invoice?.skipReason ?? undefined;
}

function compared({ xero, autotask, posted, checks }: XeroStory, known: ReadonlyMap<string, InvoiceView>) {
  const rows = (['Invoices', 'CreditNotes'] as const).flatMap(
    (entity) => xero.control.list({ entity, limit: 100_000 }) as unknown as XeroRow[],
  );
  const marked = rows.flatMap((row) => {
    const mark = /(?:^| )AT:(\d+)$/.exec(row.Reference ?? '')?.[1];
    return mark === undefined || row.Status === 'DELETED' || row.Status === 'VOIDED' ? [] : [[mark, row] as const];
  });
  const documents = Map.groupBy(marked, ([mark]) => mark);
  const duplicates = [...documents.values()].filter(({ length }) => length > 1).length;
  checks.equal(duplicates, 0, 'invoices with two documents');
  let [here, there] = [0, 0];
  for (const [id] of posted) {
    const document = documents.get(id)?.[0]?.[1];
    checks.equal(document !== undefined, known.get(id)?.document !== null, `a document of invoice ${id}`);
    if (document === undefined) continue;
    const total = Math.round(
      Math.abs(Number(autotask.control.get({ entity: 'Invoices', id: Number(id) })?.values['invoiceTotal'])) * 100,
    );
    here += total;
    there += Math.round(document.Total * 100);
    checks.equal(Math.round(document.Total * 100), total, `the cents of invoice ${id}`);
  }
  checks.equal(there, here, 'the sum of all cents');
  return { documents: documents.size, duplicates, totalInAutotask: here / 100, totalInXero: there / 100 };
}
