import { cycle, numbered, seededAt, seededDay } from '../../seeding/demo-data.ts';
import type { Row, Values } from '../store/database.ts';
import { seconds, type SeedContext } from './seed-context.ts';

const HELP_DESK = 20;

/** Opportunities, tickets, agreements and purchase orders, each with what belongs to it. */
export function seedSales(context: SeedContext): void {
  const contacts = context.idsOf('Contact', ({ company }) => typeof company === 'number').slice(0, 1_000);
  const products = context.idsOf('Catalog Item').slice(0, 1_000);
  const vendors = context.idsOf('Company', ({ isVendorFlag }) => isVendorFlag === true);
  if (contacts.length === 0 || products.length === 0) return;
  const { seed } = context;
  for (let index = 0; index < seed.opportunities; index += 1) seedOpportunity(context, index, { contacts, products });
  for (let index = 0; index < seed.tickets; index += 1) seedTicket(context, index, { contacts, products });
  for (let index = 0; index < seed.agreements; index += 1) seedAgreement(context, index, { contacts, products });
  if (vendors.length > 0)
    for (let index = 0; index < seed.purchaseOrders; index += 1) seedPurchaseOrder(context, index, { vendors, products });
}

function partyOf({ database }: SeedContext, contacts: readonly number[], index: number): Values {
  const contact = cycle(contacts, index);
  const company = database.row('Contact', contact)?.values['company'] ?? null;
  return { contact, company, site: database.row('Company', company)?.values['site'] ?? null };
}

interface Pool {
  contacts: readonly number[];
  products: readonly number[];
}

function seedOpportunity(context: SeedContext, index: number, { contacts, products }: Pool): void {
  const { insert, idsOf, seed } = context;
  const at = seconds(seededAt(context, index, seed.opportunities));
  const opportunity = insert(
    'Opportunity',
    {
      ...partyOf(context, contacts, index),
      name: numbered('Demo Opportunity', index),
      primarySalesRep: cycle(idsOf('Member'), index),
      expectedCloseDate: seconds(seededDay(context, 30 + (index % 60))),
      type: 1 + (index % 3),
      stage: 1 + (index % 3),
      status: 1,
      probability: 2,
      rating: 1,
      locationId: 1,
      businessUnitId: 1,
      source: 'Demo',
      dateBecameLead: at,
    },
    { at },
  );
  for (const line of [0, 1]) {
    const parent = { opportunity: opportunity.id };
    seedForecast(context, seedProduct(context, { item: cycle(products, index + line), line, parent }, at));
  }
}

/** The forecast row that a product on an opportunity has. */
function seedForecast({ insert, database }: SeedContext, product: Row): void {
  const { opportunity, description, extPrice, extCost, catalogItem, quantity } = product.values;
  const forecast = insert('Forecast Item', {
    opportunity: opportunity ?? null,
    status: 1,
    forecastType: 'Product',
    forecastDescription: description ?? null,
    catalogItem: catalogItem ?? null,
    quantity: quantity ?? 1,
    revenue: extPrice ?? 0,
    cost: extCost ?? 0,
    includeFlag: true,
    linkFlag: true,
    percentage: 50,
  });
  const values = { ...product.values, forecastDetailId: forecast.id, forecastStatus: 1 };
  database.table('Product Item').replace({ ...product, values });
}

function seedProduct(
  { insert, database }: SeedContext,
  { item, line, parent }: { item: number; line: number; parent: Values },
  at: string,
) {
  const { description, customerDescription, price, cost, unitOfMeasure, productClass } =
    database.row('Catalog Item', item)?.values ?? {};
  const quantity = line + 1;
  const money = (value: unknown): number => Math.round(Number(value) * quantity * 100) / 100;
  return insert(
    'Product Item',
    {
      ...parent,
      catalogItem: item,
      description: description ?? null,
      customerDescription: customerDescription ?? null,
      sequenceNumber: line + 1,
      quantity,
      unitOfMeasure: unitOfMeasure ?? null,
      price: price ?? 0,
      cost: cost ?? 0,
      extPrice: money(price),
      extCost: money(cost),
      billableOption: 'Billable',
      locationId: 1,
      businessUnitId: 1,
      taxableFlag: true,
      productClass: productClass ?? null,
    },
    { at },
  );
}

function seedTicket(context: SeedContext, index: number, { contacts, products }: Pool): void {
  const { insert, seed } = context;
  const at = seconds(seededAt(context, index, seed.tickets));
  const ticket = insert(
    'Ticket',
    {
      ...partyOf(context, contacts, index),
      summary: numbered('Demo Ticket', index),
      board: HELP_DESK,
      status: 1,
      priority: 1,
      severity: 'Medium',
      impact: 'Medium',
      closedFlag: false,
    },
    { at },
  );
  seedProduct(context, { item: cycle(products, index), line: 0, parent: { ticket: ticket.id } }, at);
}

function seedAgreement(context: SeedContext, index: number, { contacts, products }: Pool): void {
  const { insert, seed, database } = context;
  const startDate = seconds(seededDay(context, -60));
  const agreement = insert(
    'Agreement',
    {
      ...partyOf(context, contacts, index),
      name: numbered('Demo Agreement', index),
      type: 1,
      startDate,
      billStartDate: startDate,
      noEndingDateFlag: true,
      employeeCompRate: 'Actual',
      invoicingCycle: 'ContractYear',
      billTime: 'Billable',
      billExpenses: 'Billable',
      billProducts: 'Billable',
      billingCycle: 2,
      billingTerms: 3,
      agreementStatus: 'Active',
    },
    { at: seconds(seededAt(context, index, seed.agreements)) },
  );
  const product = cycle(products, index);
  const { price, cost, description } = database.row('Catalog Item', product)?.values ?? {};
  insert('Addition', {
    agreement: agreement.id,
    product,
    quantity: 5,
    lessIncluded: 0,
    unitPrice: price ?? 0,
    unitCost: cost ?? 0,
    billCustomer: 'Billable',
    effectiveDate: startDate,
    description: description ?? null,
  });
}

function seedPurchaseOrder(
  context: SeedContext,
  index: number,
  { vendors, products }: { vendors: readonly number[]; products: readonly number[] },
): void {
  const { insert, database, seed } = context;
  const at = seconds(seededAt(context, index, seed.purchaseOrders));
  const product = cycle(products, index);
  const { cost, description } = database.row('Catalog Item', product)?.values ?? {};
  const subTotal = Number(cost ?? 0);
  const order = insert(
    'Purchase Order',
    {
      status: 1,
      terms: 3,
      vendorCompany: cycle(vendors, index),
      poDate: at,
      poNumber: `PO-${index + 1}`,
      closedFlag: false,
      subTotal,
      total: subTotal,
    },
    { at },
  );
  insert('Purchase Order Line Item', {
    purchaseOrder: order.id,
    description: description ?? null,
    lineNumber: 1,
    product,
    quantity: 1,
    unitOfMeasure: 1,
    unitCost: subTotal,
    extCost: subTotal,
    receivedQuantity: 0,
    receivedStatus: 'Waiting',
  });
}
