import type { SentRecord } from '../../api/issue-work.ts';
import type { texts } from '../../texts/index.ts';

export type SentField = keyof (typeof texts)['issueWork']['fields'];

/** What of a record is text that somebody mends on the spot; what is chosen from lists is mended on the pages that have them. */
const FIELDS: Readonly<Record<string, readonly SentField[]>> = {
  category: ['name'],
  company: ['name', 'number', 'telephone', 'website', 'taxId'],
  // The address is who a contact is, and stays (ID-50).
  contact: ['firstName', 'lastName', 'phone', 'mobilePhone', 'jobTitle'],
  opportunity: ['name', 'description', 'expectedCloseDate'],
  product: [
    ...(['name', 'internalProductId', 'mpn', 'manufacturer', 'vendor', 'vendorPartNumber', 'unit'] as const),
    ...(['cost', 'price', 'description'] as const),
  ],
  purchase_order: ['shipTo', 'memo'],
  quote: ['title', 'number', 'expirationDate', 'comment'],
  service: ['name', 'cost', 'price', 'description'],
};
const NEEDED: readonly SentField[] = ['name', 'title', 'firstName'];

export function fieldsOf(entityType: string): readonly SentField[] {
  return FIELDS[entityType] ?? [];
}

/** As it stands in a field. */
export function shownValue(record: SentRecord, field: SentField): string {
  const value = record[field];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** What was changed, and nothing else: what is emptied is taken away. */
export function changesOf(
  record: SentRecord,
  typed: ReadonlyMap<SentField, string>,
): Readonly<Partial<Record<SentField, string | null>>> {
  const changed = [...typed]
    .map(([field, text]) => [field, text.trim()] as const)
    .filter(([field, text]) => text !== shownValue(record, field).trim());
  return Object.fromEntries(changed.map(([field, text]) => [field, text === '' && !NEEDED.includes(field) ? null : text]));
}
