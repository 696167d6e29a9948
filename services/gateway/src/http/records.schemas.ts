import { recordSchemas, type RecordInput } from '@psa-bridge/records';
import { z } from 'zod';
import type { FilterKind, Resource } from '../domain/resources.ts';

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

/** How many records one page may hold, and how far a search by number may reach. */
const MOST_PER_PAGE = 200;
const FARTHEST = 100_000;

const FILTERS: Record<FilterKind, z.ZodType> = {
  text: z.string().min(1).max(300),
  id: z.uuid(),
  flag: z.enum(['true', 'false']).transform((text) => text === 'true'),
};

/** The query of a search (PA-04). Each filter is a parameter of its own, which may be repeated: any of its values will do. */
export function searchQuery(resource: Resource) {
  const filters = Object.entries(resource.filters).map(([field, kind]) => [
    field,
    z.union([FILTERS[kind], z.array(FILTERS[kind]).max(100)]).optional(),
  ]);
  return z.strictObject({
    from: z.coerce.number().int().min(0).max(FARTHEST).default(0),
    size: z.coerce.number().int().min(1).max(MOST_PER_PAGE).default(25),
    query: z.string().trim().min(1).max(200).optional(),
    sort: sortParameter([...resource.sorts, 'createdAt', 'updatedAt']).optional(),
    ...(Object.fromEntries(filters) as Record<string, z.ZodType>),
  });
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

type Shape = Record<string, z.ZodType>;

function shapeOf(resource: Resource): Shape {
  return recordSchemas[resource.type].shape;
}

function without(shape: Shape, fields: readonly string[]): Shape {
  return Object.fromEntries(Object.entries(shape).filter(([field]) => !fields.includes(field)));
}

/** What a creating request gives. */
export function createBody(resource: Resource): z.ZodType<RecordInput> {
  return z.strictObject(without(shapeOf(resource), resource.notOnCreate)) as unknown as z.ZodType<RecordInput>;
}

/** What an update gives: any of the fields. Defaults are for creation only, so they must not fill in here. */
export function updateBody(resource: Resource): z.ZodType<Partial<RecordInput>> {
  const shape = without(shapeOf(resource), resource.notOnUpdate);
  const fields = Object.entries(shape).map(([field, schema]) => [
    field,
    (schema instanceof z.ZodDefault ? (schema.unwrap() as z.ZodType) : schema).optional(),
  ]);
  return z.strictObject(Object.fromEntries(fields) as Shape) as unknown as z.ZodType<Partial<RecordInput>>;
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
  return z.object({ total: z.number().int(), items: z.array(recordView(resource)) });
}
