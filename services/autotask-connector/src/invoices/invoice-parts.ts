import type { AutotaskClient } from '../client/autotask.client.ts';
import { where } from '../client/query.ts';
import { AutotaskBillingItem, AutotaskPaymentTerm, type AutotaskInvoice } from '../client/invoice.types.ts';
import { AutotaskCompany, AutotaskContact, AutotaskCurrency, AutotaskProduct, AutotaskTicketCharge } from '../client/types.ts';
import type { InvoiceParts } from '../mapping/invoice.mapping.ts';
import type { AutotaskSession } from '../session.ts';

/** What invoices refer to, read for all of a page at once. */
export async function readInvoiceParts(session: AutotaskSession, invoices: readonly AutotaskInvoice[]): Promise<InvoiceParts> {
  const { client } = session;
  const companyIds = idsOf(invoices.map(({ companyID }) => companyID));
  const invoiceIds = invoices.map(({ id }) => id);
  const companies = await listOf(companyIds, () =>
    client.list('Companies', { filter: [where.oneOf('id', companyIds)] }, AutotaskCompany),
  );
  const contacts = await listOf(companyIds, () =>
    client.list('Contacts', { filter: [where.oneOf('companyID', companyIds), where.eq('isActive', 1)] }, AutotaskContact),
  );
  const lines = await listOf(invoiceIds, () =>
    client.list('BillingItems', { filter: [where.oneOf('invoiceID', invoiceIds)] }, AutotaskBillingItem),
  );
  const { currencyCodes } = await session.lookups();
  return {
    companies: new Map(companies.map((company) => [company.id, company])),
    contacts: Map.groupBy(contacts, ({ companyID }) => companyID ?? undefined),
    lines: Map.groupBy(lines, ({ invoiceID }) => invoiceID ?? undefined),
    currencyCodes,
    ownCurrency: await ownCurrencyFor(companies, client),
    dueInDays: await readPaymentTerms(
      invoices.filter(({ dueDate }) => !dueDate).map(({ paymentTerm }) => paymentTerm),
      client,
    ),
    products: await readProducts(lines, client),
    itemTypes: lines.length === 0 ? new Map() : await readItemTypes(session),
  };
}

export function idsOf(ids: readonly (number | null | undefined)[]): number[] {
  return [...new Set(ids.filter((id) => typeof id === 'number'))];
}

/** An `in` of nothing is refused (autotask.md section 2.2). */
export async function listOf<Row>(ids: readonly number[], read: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
  return ids.length === 0 ? [] : read();
}

/** A company without a currency pays in the tenant's own (section 7.5). */
export async function ownCurrencyFor(companies: readonly AutotaskCompany[], client: AutotaskClient): Promise<string | undefined> {
  if (companies.every(({ currencyID }) => typeof currencyID === 'number')) return undefined;
  const [own] = await client.list('Currencies', { filter: [where.eq('isInternalCurrency', true)] }, AutotaskCurrency);
  return own?.name?.toUpperCase();
}

export async function readPaymentTerms(
  terms: readonly (number | null | undefined)[],
  client: AutotaskClient,
): Promise<ReadonlyMap<number, number>> {
  const ids = idsOf(terms);
  const found = await listOf(ids, () => client.list('PaymentTerms', { filter: [where.oneOf('id', ids)] }, AutotaskPaymentTerm));
  return new Map(found.flatMap(({ id, paymentDueInDays: days }) => (typeof days === 'number' ? [[id, days] as const] : [])));
}

/** A billing item does not name its product; the charge that it was billed for does (section 7.2). */
async function readProducts(
  lines: readonly AutotaskBillingItem[],
  client: AutotaskClient,
): Promise<ReadonlyMap<number, AutotaskProduct>> {
  const chargeIds = idsOf(lines.map(({ ticketChargeID }) => ticketChargeID));
  const charges = await listOf(chargeIds, () =>
    client.list('TicketCharges', { filter: [where.oneOf('id', chargeIds)] }, AutotaskTicketCharge),
  );
  const productIds = idsOf(charges.map(({ productID }) => productID));
  const products = await listOf(productIds, () =>
    client.list('Products', { filter: [where.oneOf('id', productIds)] }, AutotaskProduct),
  );
  const byId = new Map(products.map((product) => [product.id, product]));
  return new Map(
    charges.flatMap(({ id, productID }) => {
      const product = byId.get(productID ?? -1);
      return product === undefined ? [] : [[id, product] as const];
    }),
  );
}

async function readItemTypes(session: AutotaskSession): Promise<ReadonlyMap<string, string>> {
  const type = (await session.fields('BillingItems')).find(({ name }) => name === 'billingItemType');
  return new Map((type?.picklistValues ?? []).map(({ value, label }) => [String(value), label ?? '']));
}
