import type { InvoiceSeen } from '@psa-bridge/contracts';
import type { BillingItem, Person, SourceInvoice } from '../domain/invoice.ts';

/** The event's empty texts are what the PSA does not say. */
export function toSourceInvoice(told: InvoiceSeen): SourceInvoice {
  const { company } = told;
  return {
    ...{ externalId: told.externalId, invoiceDate: told.invoiceDate, total: told.total, taxTotal: told.taxTotal },
    ...{ currency: told.currency, isVoided: told.isVoided },
    ...said({ number: told.number, dueDate: told.dueDate, orderNumber: told.orderNumber, taxRegion: told.taxRegion }),
    ...(told.paymentDueInDays === undefined ? {} : { paymentDueInDays: told.paymentDueInDays }),
    company: {
      externalId: company?.externalId ?? '',
      name: company?.name ?? '',
      ...said({ accountNumber: company?.accountNumber, organisation: company?.organisation }),
      isNotSynced: company?.isNotSynced ?? false,
      people: (company?.people ?? []).map(toPerson),
    },
    lines: told.lines.map(toBillingItem),
  };
}

function toPerson({
  externalId,
  firstName,
  lastName,
  email,
  position,
}: NonNullable<InvoiceSeen['company']>['people'][number]): Person {
  return { externalId, firstName, lastName, ...said({ email, position }) };
}

function toBillingItem(line: InvoiceSeen['lines'][number]): BillingItem {
  const { externalId, type, name, quantity, rate, extendedPrice, taxDollars, totalAmount, isNonBillable } = line;
  return {
    ...{ externalId, type, name, quantity, rate, extendedPrice, taxDollars, totalAmount, isNonBillable },
    ...said({ description: line.description, billingCodeId: line.billingCodeId }),
    ...(line.productName === '' ? {} : { product: { name: line.productName, ...said({ code: line.productCode }) } }),
  };
}

/** Only what is not empty. */
export function said<Name extends string>(texts: Readonly<Record<Name, string | undefined>>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as Partial<Record<Name, string>>;
}
