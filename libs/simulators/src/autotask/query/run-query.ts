import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { isVisible, type Tenant } from '../tenant.ts';
import type { Row } from '../store/table.ts';
import { compileFilter, idRange, type RowTest } from './compile-filter.ts';
import type { Filter, Query } from './query.ts';

/** Where a page lies: behind or before the id of a neighbouring page. */
export type PageStart = { after: number } | { before: number };

export interface Page {
  rows: readonly Row[];
  hasNext: boolean;
  hasPrevious: boolean;
}

/** Rows in ascending order of id (autotask.md 2.4). @throws AppError a refusal */
export function runQuery(tenant: Tenant, entity: EntityDefinition, query: Query, start?: PageStart): Page {
  const { test, range, table } = prepare(tenant, entity, query.filter);
  const size = query.maxRecords;
  if (start && 'before' in start) {
    const found = take(
      table.walk({ from: range.from, to: Math.min(range.to, start.before - 1), descending: true }),
      test,
      size + 1,
    );
    return { rows: found.slice(0, size).reverse(), hasNext: true, hasPrevious: found.length > size };
  }
  const from = start ? Math.max(range.from, start.after + 1) : range.from;
  const found = take(table.walk({ from, to: range.to }), test, size + 1);
  return { rows: found.slice(0, size), hasNext: found.length > size, hasPrevious: start !== undefined };
}

export function countQuery(tenant: Tenant, entity: EntityDefinition, filter: Filter): number {
  const { test, range, table } = prepare(tenant, entity, filter);
  let count = 0;
  for (const row of table.walk(range)) if (test(row)) count += 1;
  return count;
}

function prepare(tenant: Tenant, entity: EntityDefinition, filter: Filter) {
  const { database, security, switches } = tenant;
  const matches = compileFilter(filter, {
    entity,
    udfs: database.udfs(entity),
    rules: switches,
    hiddenFields: [...security.hiddenFields, ...switches.absentFields],
  });
  const test: RowTest = security.hiddenRows.has(entity.name)
    ? (row) => isVisible(security, entity.name, row) && matches(row)
    : matches;
  return { test, range: idRange(filter), table: database.table(entity.name) };
}

function take(rows: Iterable<Row>, test: RowTest, limit: number): Row[] {
  const found: Row[] = [];
  for (const row of rows) {
    if (!test(row)) continue;
    found.push(row);
    if (found.length >= limit) break;
  }
  return found;
}
