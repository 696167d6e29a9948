import { z } from 'zod';
import type { DocumentInXero } from '../domain/simulation/compare-documents.ts';
import { dayOf } from './days.ts';
import { Text } from './elements.ts';
import { KINDS, textIn, type Kind } from './wire.ts';

const Figure = z
  .number()
  .nullish()
  .transform((value) => value ?? 0);

const Line = z.object({
  Description: Text,
  Quantity: Figure,
  LineAmount: Figure,
  TaxAmount: Figure,
  AccountCode: Text,
  TaxType: Text,
  ItemCode: Text,
});

const Whole = z.looseObject({
  Reference: Text,
  Status: Text,
  Date: Text,
  DueDate: Text,
  CurrencyCode: Text,
  Total: Figure,
  AmountPaid: Figure,
  AmountCredited: Figure,
  Contact: z.object({ ContactID: Text, Name: Text }),
  LineItems: z.array(Line).nullish(),
});

/** Documents with all that can be compared. */
export function wholeDocuments(kind: Kind) {
  return z.object({ [KINDS[kind].path]: z.array(Whole) }).transform((body) =>
    Object.values(body)
      .flat()
      .map((element) => toDocument(element, kind)),
  );
}

function toDocument(element: z.output<typeof Whole>, kind: Kind): DocumentInXero {
  const { id, number } = KINDS[kind];
  return {
    ...{ documentId: textIn(element, id), number: textIn(element, number), reference: element.Reference },
    ...{ status: element.Status, date: dayOf(element.Date) ?? '', dueDate: dayOf(element.DueDate) ?? '' },
    ...{ currency: element.CurrencyCode, total: element.Total.toFixed(2) },
    isSettled: element.AmountPaid !== 0 || element.AmountCredited !== 0,
    contact: { contactId: element.Contact.ContactID, name: element.Contact.Name },
    lines: (element.LineItems ?? []).map((line) => ({
      ...{ description: line.Description, quantity: String(line.Quantity), lineAmount: line.LineAmount.toFixed(2) },
      ...{ taxAmount: line.TaxAmount.toFixed(2), accountCode: line.AccountCode, taxType: line.TaxType, itemCode: line.ItemCode },
    })),
  };
}
