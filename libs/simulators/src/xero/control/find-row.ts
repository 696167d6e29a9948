import { invalidInput, notFound } from '@psa-bridge/core';
import { findResource, type Reader, type Resource } from '../api/resources.ts';
import type { Platform } from '../platform.ts';
import type { Book } from '../store/book.ts';
import { RECORD_KINDS, type RecordKind, type RecordRow } from '../store/rows.ts';

/** @throws AppError for a name that is no resource */
export function requireResource(name: string): Resource {
  const resource = findResource(name);
  if (!resource) throw invalidInput('unknown_entity', `There is no entity '${name}'; try Invoices or Contacts.`);
  return resource;
}

/** @throws AppError for a position behind the last */
export function requireBook({ books }: Platform, position: number): Book {
  const book = books[position];
  if (!book) throw notFound('unknown_organisation', `There is no organisation ${position}; the first is 0.`);
  return book;
}

/** Everything is shown with four decimals, and nothing as the app's own. */
export function observer(book: Book): Reader {
  return { book, clientId: undefined, unitPlaces: 4 };
}

const KEYS = ['Code', 'TaxType', 'ContactNumber', 'Name'];

/** A row of what is stored as it is shown, by guid, code, number or name. @throws AppError where there is none */
export function requireRecord(book: Book, entity: string, key: string): { kind: RecordKind; row: RecordRow } {
  const { name } = requireResource(entity);
  const kind = RECORD_KINDS.find((one) => one === name);
  if (!kind) throw invalidInput('not_a_record', `'${entity}' has documents or payments, which are changed as the API does.`);
  const row = book.recordByGuid(kind, key) ?? book.findRecord(kind, ({ values }) => KEYS.some((one) => values[one] === key));
  if (!row) throw notFound('unknown_row', `There is no '${key}' among ${name}.`);
  return { kind, row };
}
