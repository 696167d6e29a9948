import { invalidSearch, type Filter, type PagedList } from '@psa-bridge/persistence';
import { z } from 'zod';
import type { SearchFilters, SearchRequest } from '../port.ts';
import { recordSchemas, type RecordType } from './record-types.ts';

const MAX_SIZE = 1_000;
const MAX_WORDS = 10;

/** Where the words of a search may occur. */
const WORD_FIELDS: Readonly<Record<RecordType, readonly string[]>> = {
  company: ['name', 'number'],
  contact: ['firstName', 'lastName', 'email'],
  category: ['name'],
  product: ['name', 'mpn', 'internalProductId'],
  service: ['name'],
  opportunity: ['name'],
  quote: ['title', 'number'],
  ticket: ['title', 'number'],
  ticket_charge: ['name', 'ticketNumber'],
  sales_order: ['title', 'number'],
  procurement_item: ['name'],
  purchase_order: ['number'],
  agreement: ['name', 'number'],
  stock_level: ['location'],
  field_value: ['label', 'key'],
};
/** Besides the data's own fields. */
const TIMES = ['createdAt', 'updatedAt'];

/**
 * A search as the store is asked, whichever of its pages.
 * @throws AppError `invalid_search` naming the field.
 */
export function toList(tenantId: string, type: RecordType, request: SearchRequest): PagedList {
  const { from, size, sort = [] } = request;
  if (!Number.isInteger(from) || from < 0) throw invalidSearch('from', 'must be a whole number from 0 on');
  if (!Number.isInteger(size) || size < 1 || size > MAX_SIZE)
    throw invalidSearch('size', `must be a whole number from 1 to ${MAX_SIZE}`);
  const byPath = Object.fromEntries(
    sort.map(({ field, direction }) => [sortPath(type, field), direction === 'asc' ? 1 : -1] as const),
  );
  const conditions = filterOf(type, request.filters, request.excluded);
  const words = wordsOf(type, request.query ?? '');
  return { of: [tenantId, type], filter: together(conditions, words), order: Object.entries(byPath) };
}

function together(conditions: Filter, further: readonly Filter[]): Filter {
  return further.length === 0 ? conditions : { ...conditions, $and: further };
}

/** @throws AppError `invalid_search` naming the field. */
export function filterOf(type: RecordType, filters: SearchFilters = {}, excluded: SearchRequest['excluded'] = {}): Filter {
  const conditions: Record<string, Record<string, unknown>> = {};
  for (const [field, value] of Object.entries(filters))
    conditions[dataPath(type, field, 'filters')] = Array.isArray(value) ? { $in: value } : { $eq: value };
  for (const [field, values] of Object.entries(excluded)) {
    const path = dataPath(type, field, 'excluded');
    conditions[path] = { ...conditions[path], $nin: values };
  }
  return conditions;
}

function dataPath(type: RecordType, field: string, where: string): string {
  if (!plainFields(type).includes(field)) throw unknownField(where, field, plainFields(type));
  return `data.${field}`;
}

/** Every word must occur somewhere, as it stands: nothing in it is a pattern. */
function wordsOf(type: RecordType, query: string): readonly Filter[] {
  const words = query.split(/\s+/).filter((word) => word !== '');
  if (words.length > MAX_WORDS) throw invalidSearch('query', `must have at most ${MAX_WORDS} words`);
  const occurs = (word: string): Filter => ({
    $or: WORD_FIELDS[type].map((field) => ({
      [`data.${field}`]: { $regex: word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), $options: 'i' as const },
    })),
  });
  return words.map(occurs);
}

function sortPath(type: RecordType, field: string): string {
  if (TIMES.includes(field)) return field;
  const allowed = plainFields(type);
  if (!allowed.includes(field)) throw unknownField('sort', field, [...allowed, ...TIMES]);
  return `data.${field}`;
}

/** The fields that hold one plain value: by these records are filtered and sorted. */
function plainFields(type: RecordType): readonly string[] {
  const fields = Object.entries<z.ZodType>(recordSchemas[type].shape);
  return fields.filter(([, schema]) => isPlain(schema)).map(([field]) => field);
}

function isPlain(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) return isPlain(schema.unwrap() as z.ZodType);
  return !(schema instanceof z.ZodObject || schema instanceof z.ZodArray || schema instanceof z.ZodRecord);
}

function unknownField(where: string, field: string, allowed: readonly string[]) {
  return invalidSearch(where, `${field} is not possible here; use one of ${allowed.join(', ')}`);
}
