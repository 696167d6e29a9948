import { dayText, moneyText, type PostedInvoice } from '@psa-bridge/connector-kit';
import type { AutotaskBillingItem, AutotaskInvoice } from '../client/invoice.types.ts';
import type { AutotaskCompany, AutotaskContact, AutotaskProduct } from '../client/types.ts';

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
  /** What was sold by a charge, by the billing item's id. */
  products: ReadonlyMap<number, AutotaskProduct>;
  /** Labels of the billing items' types, by key. */
  itemTypes: ReadonlyMap<string, string>;
}

/** The fields of company and contact that steer what becomes of an invoice (XI-31, XI-32). */
const NOT_SYNCED = 'XeroNoSync';
const POSITION = 'Position';
/** Which of several accounting systems' organisations takes what concerns the company (ORG-1). */
const ORGANISATION = 'XeroOrganisation';
const AFFIRMATIVE = /^(true|yes|y|1|x)$/i;

/** Undefined where the company that is billed cannot be seen: the invoice is read again, and told once it can. */
export function toPostedInvoice(row: AutotaskInvoice, parts: InvoiceParts): PostedInvoice | undefined {
  const company = parts.companies.get(row.companyID ?? -1);
  if (company === undefined) return undefined;
  const days = parts.dueInDays.get(row.paymentTerm ?? -1);
  const lines = parts.lines.get(row.id) ?? [];
  return {
    externalId: String(row.id),
    number: text(row.invoiceNumber),
    invoiceDate: dayText(row.invoiceDateTime ?? row.createDateTime) ?? '',
    dueDate: text(dayText(row.dueDate)),
    ...(days === undefined ? {} : { paymentDueInDays: days }),
    total: money(row.invoiceTotal),
    taxTotal: money(row.totalTaxValue),
    currency: currencyOf(company, parts),
    orderNumber: text(row.orderNumber),
    taxRegion: text(row.taxRegionName),
    isVoided: row.isVoided === true,
    company: toCompany(company, parts),
    lineOfBusiness: lineOfBusinessOf(lines),
    lines: lines.map((line) => toLine(line, parts)),
  };
}

/** ORG-2; one that is of several is nobody's to guess. */
function lineOfBusinessOf(lines: readonly AutotaskBillingItem[]): string {
  const [only, ...more] = new Set(lines.map(({ organizationalLevelAssociationID: id }) => id ?? ''));
  return more.length === 0 ? String(only ?? '') : '';
}

export function organisationOf(company: AutotaskCompany): string {
  return udf(company, ORGANISATION);
}

export function currencyOf(
  { currencyID }: AutotaskCompany,
  { currencyCodes, ownCurrency }: Pick<InvoiceParts, 'currencyCodes' | 'ownCurrency'>,
): string {
  return currencyCodes.get(currencyID ?? -1) ?? text(ownCurrency);
}

function toCompany(company: AutotaskCompany, { contacts }: InvoiceParts) {
  return {
    externalId: String(company.id),
    name: text(company.companyName),
    accountNumber: text(company.companyNumber),
    isNotSynced: AFFIRMATIVE.test(udf(company, NOT_SYNCED)),
    people: (contacts.get(company.id) ?? []).map(toPerson),
    organisation: organisationOf(company),
  };
}

function toPerson(contact: AutotaskContact) {
  return {
    externalId: String(contact.id),
    firstName: text(contact.firstName),
    lastName: text(contact.lastName),
    email: text(contact.emailAddress),
    position: udf(contact, POSITION),
  };
}

function toLine(line: AutotaskBillingItem, { itemTypes, products }: InvoiceParts) {
  const product = products.get(line.id);
  return {
    externalId: String(line.id),
    type: text(itemTypes.get(String(line.billingItemType))),
    name: text(line.itemName),
    description: text(line.description),
    quantity: String(line.quantity ?? 0),
    rate: money(line.rate),
    extendedPrice: money(line.extendedPrice),
    taxDollars: money(line.taxDollars),
    totalAmount: money(line.totalAmount),
    billingCodeId: line.billingCodeID ? String(line.billingCodeID) : '',
    isNonBillable: line.nonBillable === 1,
    ...(product === undefined ? {} : { productName: text(product.name), productCode: codeOf(product) }),
  };
}

/** ITM-2: the MSP's own code first. */
function codeOf({ internalProductID, externalProductID }: AutotaskProduct): string {
  return text(internalProductID) || text(externalProductID);
}

export function text(value: string | null | undefined): string {
  return value?.trim() ?? '';
}

export function money(value: number | null | undefined): string {
  return moneyText(value) ?? '0.00';
}

function udf({ userDefinedFields }: Pick<AutotaskCompany, 'userDefinedFields'>, wanted: string): string {
  return String((userDefinedFields ?? []).find(({ name }) => name === wanted)?.value ?? '').trim();
}
