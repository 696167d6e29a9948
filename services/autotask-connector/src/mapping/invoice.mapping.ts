import { dayText, moneyText, type PostedInvoice } from '@psa-bridge/connector-kit';
import type { AutotaskBillingItem, AutotaskCompany, AutotaskContact, AutotaskInvoice } from '../client/types.ts';

/** What an invoice refers to. */
export interface InvoiceParts {
  companies: ReadonlyMap<number, AutotaskCompany>;
  /** The active ones by company. */
  contacts: ReadonlyMap<number | undefined, readonly AutotaskContact[]>;
  lines: ReadonlyMap<number | undefined, readonly AutotaskBillingItem[]>;
  currencyCodes: ReadonlyMap<number, string>;
  /** Of companies that have none. */
  ownCurrency: string | undefined;
  /** By payment term. */
  dueInDays: ReadonlyMap<number, number>;
  /** Labels of the billing items' types, by key. */
  itemTypes: ReadonlyMap<string, string>;
}

/** The fields of company and contact that steer what becomes of an invoice (XI-31, XI-32). */
const NOT_SYNCED = 'XeroNoSync';
const POSITION = 'Position';
const AFFIRMATIVE = /^(true|yes|y|1|x)$/i;

/** Undefined where the company that is billed cannot be seen: the invoice is read again, and told once it can. */
export function toPostedInvoice(row: AutotaskInvoice, parts: InvoiceParts): PostedInvoice | undefined {
  const company = parts.companies.get(row.companyID ?? -1);
  if (company === undefined) return undefined;
  const days = parts.dueInDays.get(row.paymentTerm ?? -1);
  return {
    externalId: String(row.id),
    number: row.invoiceNumber?.trim() ?? '',
    invoiceDate: dayText(row.invoiceDateTime ?? row.createDateTime) ?? '',
    dueDate: dayText(row.dueDate) ?? '',
    ...(days === undefined ? {} : { paymentDueInDays: days }),
    total: moneyText(row.invoiceTotal) ?? '0.00',
    taxTotal: moneyText(row.totalTaxValue) ?? '0.00',
    currency: parts.currencyCodes.get(company.currencyID ?? -1) ?? parts.ownCurrency ?? '',
    orderNumber: row.orderNumber ?? '',
    taxRegion: row.taxRegionName ?? '',
    isVoided: row.isVoided === true,
    company: {
      externalId: String(company.id),
      name: company.companyName ?? '',
      accountNumber: company.companyNumber ?? '',
      isNotSynced: AFFIRMATIVE.test(udf(company, NOT_SYNCED)),
      people: (parts.contacts.get(company.id) ?? []).map(toPerson),
    },
    lines: (parts.lines.get(row.id) ?? []).map((line) => toLine(line, parts)),
  };
}

function toPerson(contact: AutotaskContact) {
  return {
    externalId: String(contact.id),
    firstName: contact.firstName ?? '',
    lastName: contact.lastName ?? '',
    email: contact.emailAddress?.trim() ?? '',
    position: udf(contact, POSITION),
  };
}

function toLine(line: AutotaskBillingItem, { itemTypes }: InvoiceParts) {
  return {
    externalId: String(line.id),
    type: itemTypes.get(String(line.billingItemType ?? '')) ?? '',
    name: line.itemName ?? '',
    description: line.description ?? '',
    quantity: String(line.quantity ?? 0),
    rate: moneyText(line.rate) ?? '0.00',
    extendedPrice: moneyText(line.extendedPrice) ?? '0.00',
    taxDollars: moneyText(line.taxDollars) ?? '0.00',
    totalAmount: moneyText(line.totalAmount) ?? '0.00',
    billingCodeId: line.billingCodeID ? String(line.billingCodeID) : '',
    isNonBillable: line.nonBillable === 1,
  };
}

function udf({ userDefinedFields }: Pick<AutotaskCompany, 'userDefinedFields'>, wanted: string): string {
  return String((userDefinedFields ?? []).find(({ name }) => name === wanted)?.value ?? '').trim();
}
