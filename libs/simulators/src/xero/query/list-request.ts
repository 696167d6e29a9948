import { badQuery } from '../refusal.ts';
import { isGuid } from '../store/guid.ts';
import { compileOrder, compileWhere, type Test } from './compile-where.ts';
import type { Values } from '../store/rows.ts';

/** The parameters of a list, read (xero.md 4, 7.1). */
export interface ListRequest {
  /** Undefined where it is not paged. */
  page: { number: number; size: number } | undefined;
  ids: readonly string[] | undefined;
  numbers: readonly string[] | undefined;
  contactIds: readonly string[] | undefined;
  statuses: readonly string[] | undefined;
  /** In lower case. */
  searchTerm: string;
  isSummary: boolean;
  includesArchived: boolean;
  isOwnOnly: boolean;
  dateFrom: string | undefined;
  dateTo: string | undefined;
  where: Test | undefined;
  order: ((left: Values, right: Values) => number) | undefined;
}

const DEFAULT_PAGE = 100;
const LARGEST_PAGE = 1_000;

/** Parameters are read in any case. @throws AppError a 400 for one that is not valid */
export function readListRequest(resource: string, query: URLSearchParams): ListRequest {
  const parameters = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const text = (name: string): string | undefined => parameters.get(name.toLowerCase())?.trim() || undefined;
  const list = (name: string): string[] | undefined =>
    text(name)
      ?.split(',')
      .map((part) => part.trim());
  const where = text('where');
  const order = text('order');
  return {
    page: readPage(text('page'), text('pageSize')),
    ids: guids(list('IDs')),
    numbers: list('InvoiceNumbers')?.map((number) => number.toLowerCase()),
    contactIds: guids(list('ContactIDs')),
    // Orders have one status where the others have a list.
    statuses: list('Statuses') ?? list('Status'),
    searchTerm: text('searchTerm')?.toLowerCase() ?? '',
    isSummary: text('summaryOnly')?.toLowerCase() === 'true',
    includesArchived: text('includeArchived')?.toLowerCase() === 'true',
    isOwnOnly: text('createdByMyApp')?.toLowerCase() === 'true',
    dateFrom: text('DateFrom'),
    dateTo: text('DateTo'),
    where: where === undefined ? undefined : compileWhere(resource, where),
    order: order === undefined ? undefined : compileOrder(resource, order),
  };
}

function readPage(page: string | undefined, size: string | undefined): ListRequest['page'] {
  if (page === undefined && size === undefined) return undefined;
  return {
    number: positive(page ?? '1', 'page', 1_000_000),
    size: positive(size ?? String(DEFAULT_PAGE), 'pageSize', LARGEST_PAGE),
  };
}

function positive(text: string, name: string, most: number): number {
  const value = /^\d{1,7}$/.test(text) ? Number(text) : 0;
  if (value < 1 || value > most) throw badQuery(`${name} must be a number from 1 to ${most}`);
  return value;
}

function guids(texts: readonly string[] | undefined): string[] | undefined {
  const wrong = texts?.find((text) => !isGuid(text));
  if (wrong !== undefined) throw badQuery(`'${wrong}' is not a valid guid`);
  return texts?.map((text) => text.toLowerCase());
}

/** The second of `If-Modified-Since: yyyy-mm-ddThh:mm:ss`, or of an HTTP date; undefined for what is neither. */
export function readModifiedSince(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, plain] = /^(\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?)(?:\.\d+)?Z?$/.exec(text.trim()) ?? [];
  const ms = plain === undefined ? Date.parse(text) : Date.parse(plain.length === 10 ? plain : `${plain}Z`);
  return Number.isNaN(ms) ? undefined : Math.floor(ms / 1_000) * 1_000;
}
