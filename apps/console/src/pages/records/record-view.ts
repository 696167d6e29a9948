import type { BusinessRecord } from '../../api/records.ts';

/** What is shown elsewhere than among the fields. */
const APART = new Set(['id', 'revision', 'sync', 'items', 'createdAt', 'updatedAt']);
const NOTES = ['number', 'mpn', 'email', 'type', 'productType', 'status', 'stage', 'telephone', 'phone', 'price'];

/** What a record is called, whichever kind it is of. */
export function recordTitle(record: BusinessRecord): string {
  const { name, title, firstName, lastName } = record;
  const person = [firstName, lastName].filter((part) => typeof part === 'string' && part !== '').join(' ');
  for (const value of [name, title, person]) if (typeof value === 'string' && value !== '') return value;
  return '';
}

/** What tells one from another of the same name. */
export function recordNote(record: BusinessRecord): string {
  return NOTES.flatMap((name) => shownValue(record[name]) ?? []).join(' · ');
}

export interface RecordField {
  /** `address.city` for what lies within another field. */
  name: string;
  value: string | boolean;
}

/** All fields that say something, those within others by their path. */
export function fieldsOf(record: BusinessRecord): readonly RecordField[] {
  return Object.entries(record).flatMap(([name, value]) => (APART.has(name) ? [] : fieldsWithin(name, value)));
}

function fieldsWithin(name: string, value: unknown): readonly RecordField[] {
  if (typeof value === 'boolean') return [{ name, value }];
  if (Array.isArray(value)) return fieldsWithin(name, value.map(inList).join(', '));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([inner, one]) => fieldsWithin(`${name}.${inner}`, one));
  }
  const shown = shownValue(value);
  return shown === undefined ? [] : [{ name, value: shown }];
}

/** One of several: what is no text or number is shown as it is stored. */
function inList(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function shownValue(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `expectedCloseDate` as people write it; only the last part of a path, whose beginning says where it lies. */
export function fieldName(path: string, known: Readonly<Record<string, string>>): string {
  const name = path.split('.').at(-1) ?? path;
  const words = name
    .replaceAll(/[_-]/g, ' ')
    .replaceAll(/([a-z])([A-Z])/g, (_, end: string, next: string) => `${end} ${next.toLowerCase()}`);
  return known[name] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value of either side of a conflict, as text. */
export function conflictValue(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
