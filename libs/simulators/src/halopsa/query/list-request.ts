import type { EntityDefinition } from '../metadata/entity-definition.ts';
import { badBinding } from '../refusal.ts';
import { readInstant } from '../store/instant.ts';
import type { Switches } from '../switches.ts';
import { readSearch, type SearchTerm } from './advanced-search.ts';

/** The list parameters of halopsa.md 5, read. */
export interface ListRequest {
  /** Undefined when not paging: `pageNo` and `pageSize` are then ignored. */
  page: { number: number; size: number } | undefined;
  /** Rows when not paging; undefined for all. */
  count: number | undefined;
  orders: readonly { field: string; isDescending: boolean }[];
  search: string;
  terms: readonly SearchTerm[];
  showsActive: boolean;
  showsInactive: boolean;
  idOnly: boolean;
  changedFrom: string | undefined;
  changedTo: string | undefined;
  /** Everything that was sent, by name in lower case. */
  parameters: ReadonlyMap<string, string>;
}

const DEFAULT_PAGE = 50;

/** @throws AppError 400 for a value that does not fit its parameter */
export function readListRequest(entity: EntityDefinition, query: URLSearchParams, switches: Switches): ListRequest {
  const parameters = new Map([...query].map(([name, value]) => [name.toLowerCase(), value]));
  const isPaging = readFlag(parameters, 'pageinate') ?? false;
  return {
    page: isPaging
      ? { number: readNumber(parameters, 'page_no') ?? 1, size: readNumber(parameters, 'page_size') ?? DEFAULT_PAGE }
      : undefined,
    count: readNumber(parameters, 'count') ?? switches.unpagedCount ?? undefined,
    orders: readOrders(parameters),
    search: parameters.get('search')?.trim().toLowerCase() ?? '',
    terms: switches.advancedSearch ? readSearch(parameters.get('advanced_search')) : [],
    ...readActivity(parameters),
    idOnly: readFlag(parameters, 'idonly') ?? false,
    ...(entity.changedAt === undefined ? { changedFrom: undefined, changedTo: undefined } : readChanges(parameters, switches)),
    parameters,
  };
}

export function readFlag(parameters: ReadonlyMap<string, string>, name: string): boolean | undefined {
  const text = parameters.get(name)?.trim().toLowerCase();
  if (text === undefined || text === '') return undefined;
  if (text === 'true' || text === '1') return true;
  if (text === 'false' || text === '0') return false;
  throw badBinding(name, `The value '${text}' is not valid.`);
}

function readNumber(parameters: ReadonlyMap<string, string>, name: string): number | undefined {
  const text = parameters.get(name)?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Number(text);
  throw badBinding(name, `The value '${text}' is not valid.`);
}

function readOrders(parameters: ReadonlyMap<string, string>): ListRequest['orders'] {
  return ['', '2', '3', '4', '5'].flatMap((number) => {
    const field = parameters.get(`order${number}`)?.toLowerCase() ?? '';
    return field === '' ? [] : [{ field, isDescending: readFlag(parameters, `orderdesc${number}`) ?? false }];
  });
}

/** Active rows only, unless something else is asked for; `activeinactive` says both at once. */
function readActivity(parameters: ReadonlyMap<string, string>): Pick<ListRequest, 'showsActive' | 'showsInactive'> {
  const both = parameters.get('activeinactive');
  const [active, inactive] = (both ?? '').split(',').map((part) => part.trim().toLowerCase() === 'true');
  if (both !== undefined) return { showsActive: active ?? false, showsInactive: inactive ?? false };
  return {
    showsActive: readFlag(parameters, 'includeactive') ?? true,
    showsInactive: readFlag(parameters, 'includeinactive') ?? false,
  };
}

/** The parameters are typed bool in the published document and meant as dates; which holds is open. */
function readChanges(
  parameters: ReadonlyMap<string, string>,
  { lastUpdateFilter }: Switches,
): Pick<ListRequest, 'changedFrom' | 'changedTo'> {
  const read = (name: string): string | undefined => {
    const text = parameters.get(name);
    if (text === undefined || lastUpdateFilter === 'ignored') return undefined;
    if (lastUpdateFilter === 'refused') {
      readFlag(parameters, name);
      return undefined;
    }
    const instant = readInstant(text);
    if (typeof instant !== 'string') throw badBinding(name, `The value '${text}' is not valid.`);
    return instant;
  };
  return { changedFrom: read('lastupdatefromdate'), changedTo: read('lastupdatetodate') };
}
