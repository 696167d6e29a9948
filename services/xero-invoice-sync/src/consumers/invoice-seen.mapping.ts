import type { InvoiceSeen } from '@psa-bridge/contracts';
import { createHash } from 'node:crypto';
import { ownIdOf, type BillingItem, type DatabaseName, type Person, type SourceInvoice } from '../domain/invoice.ts';

/** The event's empty texts are what the PSA does not say. */
export function toSourceInvoice(told: InvoiceSeen): SourceInvoice {
  const { company } = told;
  const database = databaseOf(told);
  return {
    ...database,
    ...{ externalId: told.externalId, invoiceDate: told.invoiceDate, total: told.total, taxTotal: told.taxTotal },
    ...{ currency: told.currency, isVoided: told.isVoided },
    ...said({ number: told.number, dueDate: told.dueDate, orderNumber: told.orderNumber, taxRegion: told.taxRegion }),
    ...said({ lineOfBusiness: told.lineOfBusiness }),
    ...(told.paymentDueInDays === undefined ? {} : { paymentDueInDays: told.paymentDueInDays }),
    company: {
      externalId: ownIdOf({ ...database, externalId: company?.externalId ?? '' }),
      name: company?.name ?? '',
      ...said({ accountNumber: company?.accountNumber, organisation: company?.organisation }),
      isNotSynced: company?.isNotSynced ?? false,
      people: (company?.people ?? []).map(toPerson),
    },
    lines: told.lines.map(toBillingItem),
  };
}

/** Short, for it stands in every reference; of a handful of databases no two share it. */
export function databaseOf({ psaFingerprint }: { psaFingerprint?: string | undefined }): { database?: DatabaseName } {
  if (psaFingerprint === undefined) return {};
  return { database: createHash('sha256').update(psaFingerprint).digest('hex').slice(0, 8) };
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
