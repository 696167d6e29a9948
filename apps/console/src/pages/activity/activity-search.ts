import type { DeedQuery } from '../../api/audit.ts';
import { oneOf, textOf, type ChangeAddress, type RawAddress } from '../address.ts';

const ACTOR_KINDS = ['user', 'integration', 'service', 'operator', 'unknown'] as const;
const TEXTS = ['person', 'actorId', 'recordType', 'recordId', 'kind', 'field', 'source'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What the address of the page says: which deeds, and which one is open. */
export interface ActivitySearch extends Partial<Record<(typeof TEXTS)[number], string>> {
  actorKind?: (typeof ACTOR_KINDS)[number];
  /** The first and the last day, in the zone of whoever looks. */
  since?: string;
  until?: string;
  /** The deed whose drawer is open. */
  entry?: string;
}

export type ChangeActivitySearch = ChangeAddress<ActivitySearch>;

export const NO_FILTERS = {
  ...{ person: undefined, actorId: undefined, recordType: undefined, recordId: undefined },
  ...{ kind: undefined, field: undefined, source: undefined, actorKind: undefined, since: undefined, until: undefined },
} as const;

export function toActivitySearch(raw: RawAddress): ActivitySearch {
  const found: ActivitySearch = {};
  for (const name of TEXTS) Object.assign(found, textOf(raw, name));
  return {
    ...found,
    ...oneOf(raw, 'actorKind', ACTOR_KINDS),
    ...dayOf(raw, 'since'),
    ...dayOf(raw, 'until'),
    ...textOf(raw, 'entry'),
  };
}

/** The same for a request: days are whole days where somebody looks. */
export function deedQueryOf({ since, until, entry: _entry, ...wanted }: ActivitySearch): DeedQuery {
  return {
    ...wanted,
    ...(since === undefined ? {} : { since: startOf(since, 0).toISOString() }),
    ...(until === undefined ? {} : { until: startOf(until, 1).toISOString() }),
  };
}

export function hasFilters(search: ActivitySearch): boolean {
  return Object.keys(deedQueryOf(search)).length > 0;
}

function dayOf<Name extends string>(raw: RawAddress, name: Name): Partial<Record<Name, string>> {
  const value = raw[name];
  if (typeof value !== 'string' || !DAY.test(value) || Number.isNaN(startOf(value, 0).getTime())) return {};
  return { [name]: value } as Partial<Record<Name, string>>;
}

function startOf(day: string, daysLater: number): Date {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + daysLater);
  return date;
}
