import { NextCursor, pagingQuery } from '@psa-bridge/http-server';
import { QuoteItem, recordSchemas, type RecordInput, type SearchRequest } from '@psa-bridge/records';
import { z } from 'zod';
import type { Resource } from '../domain/resources.ts';

const Time = z.iso.datetime();

const SyncView = z.object({
  status: z.enum(['pending', 'synchronizing', 'synchronized', 'warning', 'failed', 'not_wanted']),
  at: Time,
  message: z.string().optional(),
  code: z.string().optional(),
  externalId: z.string().optional(),
  pushedRevision: z.number().int().optional(),
  seenAt: Time.optional(),
  deletedAt: Time.optional(),
  conflicts: z.array(
    z.object({
      field: z.string(),
      local: z.unknown().optional(),
      external: z.unknown().optional(),
      kept: z.enum(['local', 'external']),
      at: Time,
    }),
  ),
});

export const IdParams = z.strictObject({ id: z.uuid() });

/** How many values of one filter. */
const MOST_VALUES = 100;

type FilterValue = string | boolean;

/** The query of a search (PA-04). Each filter is a parameter of its own, which may be repeated: any of its values will do. */
export function searchQuery(resource: Resource) {
  const filters = resource.filters.map((field) => [field, filterParameter(shapeOf(resource)[field])]);
  return z.strictObject({
    ...pagingQuery({ usual: 25 }),
    query: z.string().trim().min(1).max(200).optional(),
    sort: sortParameter([...resource.sorts, 'createdAt', 'updatedAt']).optional(),
    ...(Object.fromEntries(filters) as Record<string, z.ZodType<FilterValue | FilterValue[] | undefined>>),
  });
}

/** What a filter takes, from the field it filters by: query parameters are text. */
function filterParameter(field: z.ZodType | undefined) {
  const inner = field instanceof z.ZodOptional || field instanceof z.ZodDefault ? field.unwrap() : field;
  if (inner instanceof z.ZodBoolean) {
    return oneOrMany(
      z.enum(['true', 'false']).transform((text) => text === 'true'),
      'must be true or false',
    );
  }
  if (inner instanceof z.ZodEnum) return oneOrMany(inner as z.ZodType<string>, `must be one of ${inner.options.join(', ')}`);
  if (inner instanceof z.ZodUUID) return oneOrMany(inner, 'must be the id of a record');
  return oneOrMany(z.string().min(1).max(300), 'must be a text of 1 to 300 characters');
}

function oneOrMany(value: z.ZodType<FilterValue>, error: string) {
  return z.union([value, z.array(value).max(MOST_VALUES)], { error }).optional();
}

function sortParameter(fields: readonly string[]) {
  const allowed = new Set(fields.flatMap((field) => [field, `-${field}`]));
  return z
    .string()
    .max(200)
    .refine(
      (text) => text.split(',').every((part) => allowed.has(part)),
      `must be field names with commas between, a minus before one for descending order; the fields are ${fields.join(', ')}`,
    );
}

type SearchQuery = z.output<ReturnType<typeof searchQuery>>;

export function toSearchRequest({ from, size, cursor, query, sort, ...filters }: SearchQuery): SearchRequest {
  const given = Object.entries<FilterValue | FilterValue[] | undefined>(filters);
  return {
    from,
    size,
    ...(cursor === undefined ? {} : { cursor }),
    ...(query === undefined ? {} : { query }),
    ...(sort === undefined ? {} : { sort: sort.split(',').map(toSort) }),
    filters: Object.fromEntries(given.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]]))),
  };
}

function toSort(part: string): { field: string; direction: 'asc' | 'desc' } {
  return part.startsWith('-') ? { field: part.slice(1), direction: 'desc' } : { field: part, direction: 'asc' };
}

type Shape = Record<string, z.ZodType>;

function shapeOf(resource: Resource): Shape {
  return recordSchemas[resource.type].shape;
}

function without(shape: Shape, fields: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([field]) => !fields.includes(field)));
}

/** Ids of lines are made here, like all ids: a new line comes without, a kept one is known by its id. */
const NewItem = QuoteItem.omit({ id: true });
const ITEMS = { create: z.array(NewItem).max(500).default([]), update: z.array(QuoteItem.partial({ id: true })).max(500) };

/** What a creating request gives. */
export function createBody(resource: Resource): z.ZodType<RecordInput> {
  const shape = { ...shapeOf(resource), ...(resource.type === 'quote' && { items: ITEMS.create }) };
  return z.strictObject(without(shape, resource.notOnCreate)) as unknown as z.ZodType<RecordInput>;
}

/**
 * What an update gives: any of the fields, null to clear an optional one. Defaults are for creation only, so they must not
 * fill in here.
 */
export function updateBody(resource: Resource): z.ZodType<Readonly<Record<string, unknown>>> {
  const shape = { ...shapeOf(resource), ...(resource.type === 'quote' && { items: ITEMS.update }) };
  return z.strictObject(
    Object.fromEntries(Object.entries(without(shape, resource.notOnUpdate)).map(([field, schema]) => [field, changeOf(schema)])),
  );
}

function changeOf(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodOptional) return schema.nullable();
  return (schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema).optional();
}

/** The changes as the records take them: a field that is set to null is left out of the data. */
export function toChanges<Changes extends object = Partial<RecordInput>>(body: Readonly<Record<string, unknown>>): Changes {
  return Object.fromEntries(Object.entries(body).map(([field, value]) => [field, value ?? undefined])) as Changes;
}

export function recordView(resource: Resource) {
  return z.object({
    ...shapeOf(resource),
    id: z.uuid(),
    revision: z.number().int().min(1),
    createdAt: Time,
    updatedAt: Time,
    sync: z.record(z.uuid(), SyncView).describe('By integration id.'),
  });
}

export function recordPage(resource: Resource) {
  return z.object({
    total: z.number().int(),
    items: z.array(recordView(resource)),
    next: NextCursor,
  });
}
