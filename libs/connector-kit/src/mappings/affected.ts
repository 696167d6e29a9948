import type { RecordType, TenantRecords } from '@psa-bridge/records';
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
const CATEGORIES_A_PAGE = 500;
const OPEN_STATUSES: readonly string[] = ['draft', 'sent'];
/** What a quote's lines sell, and what categories hold. */
const SOLD = { product: 'productId', service: 'serviceId' } as const;
type Sold = keyof typeof SOLD;

type Records = Pick<TenantRecords, 'getMany' | 'search' | 'pages'>;

/**
 * Who would fail with each of these mappings: the records they name, the categories of what is sold by them, and the open
 * quotes that sell it. However many there are, it takes one search for each distinct condition and one pass over the
 * categories and the open quotes, a page at a time.
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

async function search({ type, filters = {}, excluded = {} }: AffectedRecords, records: Records): Promise<Tally> {
  const { total, items } = await records.search(type, { from: 0, size: NAMES_KEPT, filters, excluded });
  return { total, names: items.map(({ _id, data }) => spokenName(data) ?? _id) };
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
  const conditions = mappings.map((affects) => affects.filter(({ type }) => isSold(type)).map(categoryCondition));
  if (conditions.flat().length === 0) return;
  for await (const page of records.pages('category', CATEGORIES_A_PAGE)) {
    for (const { _id: id, data } of page) {
      const category = { total: 1, names: [data.name] };
      for (const [at, own] of conditions.entries())
        if (own.some((isConcerned) => isConcerned(id))) add(tallies[at], 'category', category);
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
  if (!mappings.flat().some(({ type }) => isSold(type))) return;
  for await (const page of records.pages('quote', QUOTES_A_PAGE, { status: OPEN_STATUSES })) {
    const lines = page.flatMap(({ data }) => data.items);
    const concerned = await concernedBy(mappings, lines, records);
    for (const { data } of page) {
      const quote = { total: 1, names: [data.title] };
      for (const at of new Set(data.items.flatMap((line) => soldBy(line).flatMap((id) => concerned.get(id) ?? []))))
        add(tallies[at], 'open quote', quote);
    }
  }
}

interface Line {
  productId?: string | undefined;
  serviceId?: string | undefined;
}

/** The positions of the mappings that concern what these lines sell, by its id. */
async function concernedBy(
  mappings: readonly (readonly AffectedRecords[])[],
  lines: readonly Line[],
  records: Records,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const concerned = new Map<string, readonly number[]>();
  for (const type of ['product', 'service'] as const) {
    const ids = new Set(lines.flatMap((line) => line[SOLD[type]] ?? []));
    for (const { _id: id, data } of ids.size === 0 ? [] : await records.getMany(type, [...ids])) {
      const own = [...mappings.keys()].filter((at) =>
        mappings[at]?.some((affected) => affected.type === type && matches(data, affected)),
      );
      if (own.length > 0) concerned.set(id, own);
    }
  }
  return concerned;
}

function soldBy({ productId, serviceId }: Line): readonly string[] {
  return [productId, serviceId].filter((id) => id !== undefined);
}

function matches(data: object, { filters = {}, excluded = {} }: AffectedRecords): boolean {
  const fields = data as Readonly<Record<string, unknown>>;
  return (
    Object.entries(filters).every(([field, value]) => fields[field] === value) &&
    Object.entries(excluded).every(([field, values]) => !values.some((value) => value === fields[field]))
  );
}

function isSold(type: RecordType): type is Sold {
  return type in SOLD;
}

function add(tallies: Map<string, Tally> | undefined, noun: string, { total, names }: Tally): void {
  const known = tallies?.get(noun) ?? { total: 0, names: [] };
  tallies?.set(noun, { total: known.total + total, names: [...known.names, ...names].slice(0, NAMES_KEPT) });
}
