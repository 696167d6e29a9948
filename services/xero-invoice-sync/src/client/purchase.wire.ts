import type { PurchaseDocument } from '../domain/purchase/prepare-purchase.ts';
import { KINDS, lineToWire } from './wire.ts';

/** A purchase order or a bill as Xero takes it. */
export function purchaseToWire(document: PurchaseDocument, contactId: string): Readonly<Record<string, unknown>> {
  const isBill = document.kind === 'bill';
  const { number } = KINDS[document.kind];
  return {
    ...(isBill ? { Type: KINDS.bill.type } : {}),
    Contact: { ContactID: contactId },
    ...(document.number === undefined ? {} : { [number]: document.number }),
    ...(document.reference === undefined ? {} : { Reference: document.reference }),
    Date: document.date,
    ...(document.dueDate === undefined ? {} : { [isBill ? 'DueDate' : 'DeliveryDate']: document.dueDate }),
    CurrencyCode: document.currency,
    Status: document.status,
    LineAmountTypes: 'Exclusive',
    LineItems: document.lines.map(lineToWire),
  };
}
