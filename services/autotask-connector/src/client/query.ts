/**
 * Autotask's query language (autotask.md section 2.2). Only operators the API knows can be written: an unknown one is
 * dropped silently there and the query would answer everything.
 */
export type Operator = 'eq' | 'noteq' | 'gt' | 'gte' | 'lt' | 'lte' | 'beginsWith' | 'endsWith' | 'contains' | 'in' | 'notIn';

export type FilterLeaf =
  { op: Operator; field: string; value: unknown; udf?: true } | { op: 'exist' | 'notExist'; field: string };
export type QueryFilter = FilterLeaf | { op: 'and' | 'or'; items: readonly QueryFilter[] };

/** The most values one `in` may hold, and the most rows of one page. */
export const PAGE_ROWS = 500;

export const where = {
  eq: (field: string, value: unknown): QueryFilter => ({ op: 'eq', field, value }),
  gt: (field: string, value: unknown): QueryFilter => ({ op: 'gt', field, value }),
  gte: (field: string, value: unknown): QueryFilter => ({ op: 'gte', field, value }),
  lte: (field: string, value: unknown): QueryFilter => ({ op: 'lte', field, value }),
  oneOf: (field: string, values: readonly unknown[]): QueryFilter => ({ op: 'in', field, value: values }),
  any: (...items: readonly QueryFilter[]): QueryFilter => ({ op: 'or', items }),
} as const;

export interface Query {
  filter: readonly QueryFilter[];
  /** Fields to answer; `id` is always among them, for paging by id fails without it (section 2.3). */
  fields?: readonly string[];
  maxRecords?: number;
}

/** The JSON body of a query. */
export function queryBody(query: Query): Readonly<Record<string, unknown>> {
  return {
    MaxRecords: query.maxRecords ?? PAGE_ROWS,
    ...(query.fields ? { IncludeFields: [...new Set(['id', ...query.fields])] } : {}),
    Filter: query.filter,
  };
}
