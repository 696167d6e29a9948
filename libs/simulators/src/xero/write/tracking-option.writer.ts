import type { Json } from '../../http/json-text.ts';
import { notFound } from '../refusal.ts';
import type { RecordRow, Values } from '../store/rows.ts';
import { fold, isObject, readText } from './input.ts';
import { refuse, type Writing } from './writing.ts';

const LONGEST = 100;

/** Adds an option to a tracking category (xero.md 11). @throws AppError for one that is not valid, 404 without the category */
export function addTrackingOption({ book, at, changes }: Writing, categoryGuid: string, sent: Values): RecordRow {
  const category = book.recordByGuid('TrackingCategories', categoryGuid);
  if (!category) throw notFound();
  const name = readText(sent, 'Name')?.trim() ?? '';
  const options = ((category.values['Options'] ?? []) as readonly Json[]).filter(isObject);
  if (name === '' || name.length > LONGEST) throw refuse(`A tracking option needs a name of at most ${LONGEST} characters.`);
  if (options.some((option) => fold(option['Name']) === fold(name)))
    throw refuse(`The tracking option '${name}' exists already.`);
  const option = { TrackingOptionID: book.freshGuid('TrackingOptions'), Name: name, Status: 'ACTIVE' };
  changes.push({ entity: 'TrackingCategories', action: 'update', guid: category.guid });
  return book.putRecord('TrackingCategories', {
    ...category,
    values: { ...category.values, Options: [...options, option] },
    updatedAt: at,
  });
}
