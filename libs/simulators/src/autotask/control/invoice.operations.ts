import { z } from 'zod';
import { notFound } from '@psa-bridge/core';
import { operation } from '../../http/control-api.ts';
import type { Simulation } from '../simulation.ts';
import { nowText, type Tenant } from '../tenant.ts';
import { amend, money, type Values } from '../write/rules/entity-rules.ts';

const TICKET_COST = 4;
const FIRST_NUMBER = 1_000;

const line = z.strictObject({
  itemName: z.string().default('Demo line'),
  description: z.string().optional(),
  quantity: z.number().default(1),
  rate: z.number(),
  tax: z.number().default(0),
  billingCodeID: z.int().optional(),
  billingItemType: z.int().default(TICKET_COST),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .default({})
    .describe('further fields of the billing item'),
});

const batch = z.strictObject({
  companyID: z.int(),
  lines: z.array(line).min(1),
  completeAfterMs: z.number().min(0).default(0).describe('until then the invoice has neither number nor lines'),
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .default({})
    .describe('further fields of the invoice'),
});

/** Invoicing as a person does it in Autotask (autotask.md 7.3, 7.4). */
export function invoiceOperations(simulation: Simulation) {
  return {
    postInvoice: operation('Runs an invoice batch for one company; answers the invoice id.', batch, (input) =>
      postInvoice(simulation, input),
    ),
    voidInvoice: operation(
      'Voids an invoice; its lines go back to the items to invoice.',
      z.strictObject({ id: z.int() }),
      ({ id }) => voidInvoice(simulation, id),
    ),
  };
}

type Batch = z.output<typeof batch>;

function postInvoice({ tenant, scheduler }: Simulation, { companyID, lines, completeAfterMs, values }: Batch): number {
  const at = nowText(tenant);
  const company = tenant.database.row('Companies', companyID);
  if (!company) throw notFound('no_such_company', `There is no company ${companyID}.`);
  const total = money(lines.reduce((sum, one) => sum + one.quantity * one.rate, 0));
  const tax = money(lines.reduce((sum, one) => sum + one.tax, 0));
  const region = tenant.database.row('TaxRegions', company.values['taxRegionID']);
  const { id } = tenant.database.table('Invoices').insert({
    companyID,
    invoiceDateTime: at,
    createDateTime: at,
    invoiceTotal: money(total + tax),
    totalTaxValue: tax,
    taxRegionName: region?.values['name'] ?? null,
    taxGroup: region?.id ?? null,
    isVoided: false,
    ...values,
  });
  amend(tenant, 'Invoices', id, { batchID: id });
  scheduler.after(completeAfterMs, () => completeInvoice(tenant, id, { companyID, lines }));
  return id;
}

/** The number comes, where numbers are automatic, and with it the lines. */
function completeInvoice(tenant: Tenant, invoiceID: number, { companyID, lines }: Pick<Batch, 'companyID' | 'lines'>): void {
  const at = nowText(tenant);
  lines.forEach((one, index) => {
    tenant.database
      .table('BillingItems')
      .insert({ ...billingItem(tenant, one), invoiceID, companyID, sortOrderID: index + 1, postedDate: at, postedOnTime: at });
  });
  if (tenant.switches.automaticInvoiceNumbers)
    amend(tenant, 'Invoices', invoiceID, { invoiceNumber: `INV-${FIRST_NUMBER + invoiceID}` });
}

function billingItem(
  { switches }: Tenant,
  { itemName, description, quantity, rate, tax, billingCodeID, billingItemType, values }: Batch['lines'][number],
): Values {
  const extendedPrice = money(quantity * rate);
  const totalAmount = switches.totalAmountIncludesTax ? money(extendedPrice + tax) : extendedPrice;
  return {
    itemName,
    description: description ?? itemName,
    quantity,
    rate,
    extendedPrice,
    taxDollars: tax,
    totalAmount,
    internalCurrencyRate: rate,
    internalCurrencyExtendedPrice: extendedPrice,
    internalCurrencyTaxDollars: tax,
    internalCurrencyTotalAmount: totalAmount,
    billingCodeID: billingCodeID ?? null,
    billingItemType,
    subType: billingItemType,
    nonBillable: 0,
    ...values,
  };
}

function voidInvoice({ tenant }: Simulation, id: number): void {
  const invoice = tenant.database.row('Invoices', id);
  if (!invoice) throw notFound('no_such_invoice', `There is no invoice ${id}.`);
  const [first] = tenant.database.table('Resources').walk({});
  const number = tenant.switches.voidKeepsNumber ? {} : { invoiceNumber: null };
  amend(tenant, 'Invoices', id, {
    isVoided: true,
    voidedDate: nowText(tenant),
    voidedByResourceID: first?.id ?? null,
    ...number,
  });
  for (const item of tenant.database.filter('BillingItems', ({ values }) => values['invoiceID'] === id)) {
    amend(tenant, 'BillingItems', item.id, { invoiceID: null });
  }
}
