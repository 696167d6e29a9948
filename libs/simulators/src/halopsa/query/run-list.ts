import { jsonText } from '../../http/json-text.ts';
import type { Endpoint, EntityDefinition } from '../metadata/entity-definition.ts';
import type { Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import type { ListRequest } from './list-request.ts';
import { ownFilterOf } from './own-filters.ts';

export interface ListResult {
  rows: Row[];
  /** Rows that the filter finds, whatever the page holds. */
  total: number;
}

export type RowTest = (row: Row) => boolean;

export function runList(tenant: Tenant, endpoint: Endpoint, request: ListRequest, isVisible: RowTest): ListResult {
  const { entity } = endpoint;
  const tests = [isVisible, ...testsOf(tenant, endpoint, request)];
  const found = tenant.database.filter(entity.name, (row) => tests.every((test) => test(row)));
  const ordered = sortRows(tenant, entity, found, request);
  return { rows: cutOf(entity, ordered, request), total: found.length };
}

/** A page, or as many rows as asked for; a cap is not told of (halopsa.md 5, 12). */
function cutOf({ largestPage = Infinity }: EntityDefinition, rows: Row[], { page, count }: ListRequest): Row[] {
  if (!page) return rows.slice(0, Math.min(count ?? rows.length, largestPage));
  const size = Math.min(page.size, largestPage);
  return rows.slice((page.number - 1) * size, page.number * size);
}

function testsOf(tenant: Tenant, { entity, domain }: Endpoint, request: ListRequest): RowTest[] {
  const { search, changedFrom, changedTo } = request;
  const tests: RowTest[] = [
    ...filtersOf(entity, request),
    ...termsOf(entity, request),
    ownFilterOf(tenant, { entity, domain }, request),
    (row) => (isInactive(row) ? request.showsInactive : request.showsActive),
  ];
  if (search !== '') tests.push(({ values }) => entity.searched.some((name) => textOf(values[name]).includes(search)));
  const changed = ({ values }: Row): string => jsonText(values[entity.changedAt ?? ''] ?? '');
  if (changedFrom !== undefined) tests.push((row) => changed(row) >= changedFrom);
  if (changedTo !== undefined) tests.push((row) => changed(row) <= changedTo);
  return tests;
}

function isInactive({ values }: Row): boolean {
  return values['inactive'] === true || values['isdisabled'] === true;
}

/** `client_id=12` and `client_ids=12,13`. */
function filtersOf({ filters }: EntityDefinition, { parameters }: ListRequest): RowTest[] {
  return Object.entries(filters).flatMap(([name, field]) => {
    const text = parameters.get(name) ?? parameters.get(`${name}s`);
    if (text === undefined || text === '') return [];
    const wanted = text.split(',').map((part) => part.trim().toLowerCase());
    return [({ values }: Row) => wanted.includes(textOf(values[field]))];
  });
}

/** Type 0 is equal, any other one contains: the codes are not published. */
function termsOf({ fieldByName }: EntityDefinition, { terms }: ListRequest): RowTest[] {
  return terms
    .filter(({ filter_name: name }) => fieldByName.has(name))
    .map(({ filter_name: name, filter_type: type, filter_value: value }) => {
      const wanted = value.toLowerCase();
      return ({ values }: Row) => (type === 0 ? textOf(values[name]) === wanted : textOf(values[name]).includes(wanted));
    });
}

export function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : jsonText(value).toLowerCase();
}

/** Names that are no field are passed over. */
function sortRows(
  { switches }: Tenant,
  { fieldByName, changedAt }: EntityDefinition,
  rows: Row[],
  { orders }: ListRequest,
): Row[] {
  const known = orders.filter(
    ({ field }) => fieldByName.has(field) && (field !== changedAt || switches.lastUpdateOrder) && field !== 'id',
  );
  const isById = orders.find(({ field }) => field === 'id');
  const sorted = isById?.isDescending ? rows.toReversed() : rows;
  return known.length === 0 ? sorted : sorted.toSorted((left, right) => compareRows(left, right, known));
}

function compareRows(left: Row, right: Row, orders: ListRequest['orders']): number {
  for (const { field, isDescending } of orders) {
    const order = compareValues(left.values[field] ?? null, right.values[field] ?? null);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  const [one, other] = [textOf(left), textOf(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}
