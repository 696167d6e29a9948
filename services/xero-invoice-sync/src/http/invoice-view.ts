import type { StoredInvoice } from '../collections.ts';
import type { StandingInXero } from '../domain/life/take-in.ts';
import type { Problem } from '../domain/problem.ts';

/** An invoice as the list shows it; no person's name or address. */
export function invoiceSummary({ _id: id, integrationId, source, item, inXero }: StoredInvoice) {
  const { externalId, number = null, invoiceDate, total, currency, company } = source;
  const { state, strikes, dueAt, problem, skipReason = null, warnings, link } = item;
  return {
    ...{ id, integrationId, externalId, number, invoiceDate, total, currency, customer: company.name },
    ...{ state, strikes, dueAt: dueAt?.toISOString() ?? null, skipReason },
    ...{ problem: problem ? problemView(problem) : null, warnings: warnings.map(problemView) },
    isDismissed: item.dismissed !== undefined,
    document: link ? { ...{ id: link.documentId, kind: link.kind, number: link.number }, ...standingView(inXero) } : null,
  };
}

export function invoiceDetail(invoice: StoredInvoice) {
  const lines = invoice.source.lines.map(({ type, name, quantity, extendedPrice, taxDollars, totalAmount }) => ({
    ...{ type, name, quantity, amount: extendedPrice, tax: taxDollars, total: totalAmount },
  }));
  const log = invoice.log.map(({ at, text }) => ({ at: at.toISOString(), text }));
  return { ...invoiceSummary(invoice), lines, log };
}

function standingView({ status, paidOn }: Partial<StandingInXero> = {}) {
  return { status: status ?? null, paidOn: paidOn ?? null };
}

function problemView({ code, message, cure, details = [] }: Problem) {
  return { code, message, cure, details: [...details] };
}
