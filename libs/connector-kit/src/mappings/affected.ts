import type { Quote, RecordType, TenantRecords } from '@psa-bridge/records';
import type { AffectedRecords } from '../definition/settings-page.ts';
import { spokenName } from '../work/push.ts';

/** How many records of a sort a stale mapping concerns, and the names of the first of them. */
export interface Tally {
  total: number;
  names: readonly string[];
}

/** By what people call the sort: `category`, `product`, `open quote` … */
export type Affected = ReadonlyMap<string, Tally>;

export const NAMES_KEPT = 10;
const QUOTES_A_PAGE = 100;
const RECORDS_A_PAGE = 500;
const OPEN_STATUSES: readonly string[] = ['draft', 'sent'];
/** What categories hold. */
const HELD: readonly RecordType[] = ['product', 'service'];
/** What a quote is pushed with, by type. */
const QUOTED: { readonly [Type in RecordType]?: (quote: Quote) => readonly string[] } = {
  product: ({ items }) => items.flatMap(({ productId }) => productId ?? []),
  service: ({ items }) => items.flatMap(({ serviceId }) => serviceId ?? []),
  opportunity: ({ opportunityId }) => [opportunityId],
};
const QUOTED_TYPES = Object.keys(QUOTED) as readonly (keyof typeof QUOTED)[];

type Records = Pick<TenantRecords, 'getMany' | 'search' | 'pages'>;

/**
 * Who would fail with each of these mappings: the records that its conditions find, the categories of those that are sold,
 * and the open quotes that are pushed with one of them. However many there are, it takes one search for each distinct
 * condition and one pass over the categories and the open quotes, a page at a time.
 */
export async function assessAffected(
  mappings: readonly (readonly AffectedRecords[])[],
  records: Records,
): Promise<readonly Affected[]> {
  const tallies = mappings.map(() => new Map<string, Tally>());
  await tallyCategories(mappings, tallies, records);
  const searched = new Map<string, Promise<Tally>>();
  for (const [at, affects] of mappings.entries()) {
    for (const affected of affects) {
      const condition = JSON.stringify(affected);
      const found = searched.get(condition) ?? search(affected, records);
      searched.set(condition, found);
      add(tallies[at], nounOf(affected), await found);
    }
  }
  await tallyOpenQuotes(mappings, tallies, records);
  return tallies;
}

async function search(affected: AffectedRecords, records: Records): Promise<Tally> {
  const { type, filters = {}, excluded = {} } = affected;
  if (affected.carries !== undefined) return lookThrough(affected, records);
  const { total, items } = await records.search(type, { from: 0, size: NAMES_KEPT, filters, excluded });
  return { total, names: items.map(({ _id, data }) => spokenName(data) ?? _id) };
}

/** Names of data points are anything, which no store can be asked for: the records are looked at, page by page. */
async function lookThrough(affected: AffectedRecords, records: Records): Promise<Tally> {
  const found = new Map<string, Tally>();
  for await (const page of records.pages(affected.type, RECORDS_A_PAGE, affected.filters)) {
    for (const { _id, data } of page)
      if (matches(data, affected)) add(found, affected.type, { total: 1, names: [spokenName(data) ?? _id] });
  }
  return found.get(affected.type) ?? { total: 0, names: [] };
}

function nounOf({ type, filters = {} }: AffectedRecords): string {
  return type === 'quote' && OPEN_STATUSES.includes(filters['status'] ?? '') ? 'open quote' : type;
}

/** A category without products counts too: its first one would fail. */
async function tallyCategories(
  mappings: readonly (readonly AffectedRecords[])[],
  tallies: readonly Map<string, Tally>[],
  records: Records,
): Promise<void> {
  const conditions = mappings.map((affects) => affects.filter(({ type }) => HELD.includes(type)).map(categoryCondition));
  if (conditions.flat().length === 0) return;
  for await (const page of records.pages('category', RECORDS_A_PAGE)) {
    for (const { _id: id, data } of page) {
      const concerned = [...conditions.keys()].filter((at) => conditions[at]?.some((isConcerned) => isConcerned(id)));
      concerned.forEach((at) => add(tallies[at], 'category', { total: 1, names: [data.name] }));
    }
  }
}

/** Which categories a condition on what they hold names; one that names none concerns none of them more than another. */
function categoryCondition({ filters = {}, excluded = {} }: AffectedRecords): (id: string) => boolean {
  const { categoryId } = filters;
  const spared = excluded['categoryId'];
  return (id) => (categoryId === undefined ? spared !== undefined && !spared.includes(id) : categoryId === id);
}

async function tallyOpenQuotes(
  mappings: readonly (readonly AffectedRecords[])[],
  tallies: readonly Map<string, Tally>[],
  records: Records,
): Promise<void> {
  if (!mappings.flat().some(({ type }) => type in QUOTED)) return;
  for await (const page of records.pages('quote', QUOTES_A_PAGE, { status: OPEN_STATUSES })) {
    const quotes = page.map(({ data }) => data);
    const concerned = await concernedBy(mappings, quotes, records);
    for (const quote of quotes) {
      const parts = QUOTED_TYPES.flatMap((type) => QUOTED[type]?.(quote) ?? []);
      for (const at of new Set(parts.flatMap((id) => concerned.get(id) ?? [])))
        add(tallies[at], 'open quote', { total: 1, names: [quote.title] });
    }
  }
}

/** The positions of the mappings that concern what these quotes are pushed with, by its id. */
async function concernedBy(
  mappings: readonly (readonly AffectedRecords[])[],
  quotes: readonly Quote[],
  records: Records,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const concerned = new Map<string, readonly number[]>();
  const types = QUOTED_TYPES.filter((type) => mappings.flat().some((affected) => affected.type === type));
  for (const type of types) {
    const ids = new Set(quotes.flatMap((quote) => QUOTED[type]?.(quote) ?? []));
    for (const { _id: id, data } of ids.size === 0 ? [] : await records.getMany(type, [...ids])) {
      const own = [...mappings.keys()].filter((at) =>
        mappings[at]?.some((affected) => affected.type === type && matches(data, affected)),
      );
      if (own.length > 0) concerned.set(id, own);
    }
  }
  return concerned;
}

function matches(data: object, { filters = {}, excluded = {}, carries }: AffectedRecords): boolean {
  const fields = data as Readonly<Record<string, unknown>> & { customFields?: Readonly<Record<string, unknown>> };
  return (
    (carries === undefined || fields.customFields?.[carries] !== undefined) &&
    Object.entries(filters).every(([field, value]) => fields[field] === value) &&
    Object.entries(excluded).every(([field, values]) => !values.some((value) => value === fields[field]))
  );
}

function add(tallies: Map<string, Tally> | undefined, noun: string, { total, names }: Tally): void {
  const known = tallies?.get(noun) ?? { total: 0, names: [] };
  tallies?.set(noun, { total: known.total + total, names: [...known.names, ...names].slice(0, NAMES_KEPT) });
}
