import type { AutotaskClient } from '../client/autotask.client.ts';
import { where } from '../client/query.ts';
import { AutotaskBilledCharge, AutotaskBillingItem, AutotaskPaymentTerm, type AutotaskInvoice } from '../client/invoice.types.ts';
import { AutotaskCompany, AutotaskContact, AutotaskCurrency, AutotaskProduct } from '../client/types.ts';
import type { InvoiceParts } from '../mapping/invoice.mapping.ts';
import type { AutotaskSession } from '../session.ts';

/** What invoices refer to, read for all of a page at once. */
export async function readInvoiceParts(session: AutotaskSession, invoices: readonly AutotaskInvoice[]): Promise<InvoiceParts> {
  const { client } = session;
  const companyIds = idsOf(invoices.map(({ companyID }) => companyID));
  const invoiceIds = invoices.map(({ id }) => id);
  const companies = await listOf(companyIds, (some) =>
    client.list('Companies', { filter: [where.oneOf('id', some)] }, AutotaskCompany),
  );
  const contacts = await listOf(companyIds, (some) =>
    client.list('Contacts', { filter: [where.oneOf('companyID', some), where.eq('isActive', 1)] }, AutotaskContact),
  );
  const lines = await listOf(invoiceIds, (some) =>
    client.list('BillingItems', { filter: [where.oneOf('invoiceID', some)] }, AutotaskBillingItem),
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

/** An `in` of nothing is refused, and so is one of more (autotask.md section 2.2). */
const IDS_AT_ONCE = 500;

/** What goes by some ids, however many. */
export async function listOf<Row>(
  ids: readonly number[],
  read: (some: readonly number[]) => Promise<readonly Row[]>,
): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) found.push(...(await read(ids.slice(from, from + IDS_AT_ONCE))));
  return found;
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
  const found = await listOf(ids, (some) =>
    client.list('PaymentTerms', { filter: [where.oneOf('id', some)] }, AutotaskPaymentTerm),
  );
  return new Map(found.flatMap(({ id, paymentDueInDays: days }) => (typeof days === 'number' ? [[id, days] as const] : [])));
}

/** Where a billing item was billed by a charge, which of them has its product (section 7.2): the item does not name it. */
const CHARGES = [
  ['TicketCharges', 'ticketChargeID'],
  ['ProjectCharges', 'projectChargeID'],
  ['ContractCharges', 'contractChargeID'],
] as const;

/** By billing item. */
async function readProducts(
  lines: readonly AutotaskBillingItem[],
  client: AutotaskClient,
): Promise<ReadonlyMap<number, AutotaskProduct>> {
  const sold = new Map<number, number>();
  for (const [entity, field] of CHARGES) {
    const charges = await listOf(idsOf(lines.map((line) => line[field])), (ids) =>
      client.list(entity, { filter: [where.oneOf('id', ids)] }, AutotaskBilledCharge),
    );
    const products = new Map(charges.map(({ id, productID }) => [id, productID]));
    for (const line of lines) {
      const productId = products.get(line[field] ?? -1);
      if (typeof productId === 'number') sold.set(line.id, productId);
    }
  }
  const products = await listOf(idsOf([...sold.values()]), (ids) =>
    client.list('Products', { filter: [where.oneOf('id', ids)] }, AutotaskProduct),
  );
  const byId = new Map(products.map((product) => [product.id, product]));
  return new Map(
    [...sold].flatMap(([lineId, productId]) => {
      const product = byId.get(productId);
      return product === undefined ? [] : [[lineId, product] as const];
    }),
  );
}

async function readItemTypes(session: AutotaskSession): Promise<ReadonlyMap<string, string>> {
  const type = (await session.fields('BillingItems')).find(({ name }) => name === 'billingItemType');
  return new Map((type?.picklistValues ?? []).map(({ value, label }) => [String(value), label ?? '']));
}
