import { jsonText } from '../../http/json-text.ts';
import type { EntityDefinition, Json } from '../metadata/entity-definition.ts';
import { refuse } from '../refusal.ts';
import type { Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { compileFilters, type Filters, type RowTest } from './compile-conditions.ts';
import { findRowField, type RowField } from './row-fields.ts';

export const LARGEST_PAGE = 1_000;
const DEFAULT_PAGE = 25;

export interface ListRequest extends Filters {
  orderBy?: string | undefined;
  page: number;
  pageSize: number;
  /** Forward-only paging: rows with greater ids. */
  afterId: number | undefined;
}

export interface ListResult {
  rows: Row[];
  /** Undefined with forward-only paging, which does not count. */
  total: number | undefined;
}

/** What of a collection can be seen in it: rows of a parent, or all that is not hidden. */
export type Scope = (row: Row) => boolean;

/** @throws AppError a 400 for parameters that are no numbers */
export function readListRequest(tenant: Tenant, query: URLSearchParams, isForwardOnly: boolean): ListRequest {
  const pageSize = whole(query, 'pageSize', DEFAULT_PAGE);
  if (pageSize > LARGEST_PAGE && !tenant.switches.clampPageSize)
    throw refuse(400, tenant.switches.badConditionsCode, `pageSize must not be greater than ${LARGEST_PAGE}.`);
  return {
    conditions: query.get('conditions') ?? undefined,
    childConditions: query.get('childConditions') ?? undefined,
    customFieldConditions: query.get('customFieldConditions') ?? undefined,
    orderBy: isForwardOnly ? undefined : (query.get('orderBy') ?? undefined),
    page: Math.max(1, whole(query, 'page', 1)),
    pageSize: Math.min(LARGEST_PAGE, Math.max(1, pageSize)),
    afterId: isForwardOnly ? whole(query, 'pageId', 0) : undefined,
  };

  function whole(from: URLSearchParams, name: string, fallback: number): number {
    const text = from.get(name);
    if (text === null || text === '') return fallback;
    if (!/^\d{1,15}$/.test(text)) throw refuse(400, tenant.switches.badConditionsCode, `${name} must be a whole number.`);
    return Number(text);
  }
}

export function runList(tenant: Tenant, entity: EntityDefinition, request: ListRequest, scope: Scope): ListResult {
  const test = visibleTest(tenant, entity, request, scope);
  const table = tenant.database.table(entity.name);
  if (request.afterId !== undefined)
    return { rows: take(table.walk({ from: request.afterId + 1 }), test, request.pageSize), total: undefined };
  const found = take(table.walk({}), test, Infinity);
  if (request.orderBy !== undefined) sort(found, tenant, entity, request.orderBy);
  const from = (request.page - 1) * request.pageSize;
  return { rows: found.slice(from, from + request.pageSize), total: found.length };
}

export function countRows(tenant: Tenant, entity: EntityDefinition, filters: Filters, scope: Scope): number {
  return take(tenant.database.table(entity.name).walk({}), visibleTest(tenant, entity, filters, scope), Infinity).length;
}

function take(rows: Iterable<Row>, test: RowTest, most: number): Row[] {
  const found: Row[] = [];
  for (const row of rows) {
    if (found.length >= most) break;
    if (test(row)) found.push(row);
  }
  return found;
}

/** Some rows are left out of lists silently, unless the conditions speak of the flag that hides them. */
function visibleTest(tenant: Tenant, entity: EntityDefinition, filters: Filters, scope: Scope): RowTest {
  const fits = compileFilters(tenant, entity, filters);
  const flag = hidingFlag(tenant, entity);
  const isAsked = flag !== undefined && (filters.conditions ?? '').toLowerCase().includes(flag.toLowerCase());
  if (flag === undefined || isAsked) return (row) => scope(row) && fits(row);
  return (row) => row.values[flag] !== true && scope(row) && fits(row);
}

const CATEGORIES = ['Product Category', 'Product SubCategory'];

function hidingFlag({ switches }: Tenant, { name }: EntityDefinition): string | undefined {
  if (name === 'Company' && switches.deletedCompaniesHidden) return 'deletedFlag';
  return CATEGORIES.includes(name) && switches.inactiveCategoriesHidden ? 'inactiveFlag' : undefined;
}

function sort(rows: Row[], tenant: Tenant, entity: EntityDefinition, orderBy: string): void {
  const keys = orderBy
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => readOrder(tenant, entity, part));
  rows.sort((one, other) => {
    for (const { field, sign } of keys) {
      const order = sign * compareValues(field.valueOf(one), field.valueOf(other));
      if (order !== 0) return order;
    }
    return one.id - other.id;
  });
}

function readOrder(tenant: Tenant, entity: EntityDefinition, text: string): { field: RowField; sign: number } {
  const [path = '', direction = 'asc', ...more] = text.split(/\s+/);
  const name = tenant.switches.orderByInfo && path.toLowerCase() === '_info/lastupdated' ? 'lastUpdated' : path;
  const field = findRowField(entity, name, tenant.database);
  const isDirection = ['asc', 'desc'].includes(direction.toLowerCase()) && more.length === 0;
  if (typeof field === 'string' || !isDirection)
    throw refuse(400, tenant.switches.badConditionsCode, `'${text}' is not an order of ${entity.typeName}.`);
  return { field, sign: direction.toLowerCase() === 'desc' ? -1 : 1 };
}

function compareValues(one: Json, other: Json): number {
  if (one === other) return 0;
  if (one === null) return -1;
  if (other === null) return 1;
  const [left, right] = typeof one === 'string' ? [one.toLowerCase(), jsonText(other).toLowerCase()] : [one, other];
  return left < right ? -1 : left > right ? 1 : 0;
}
