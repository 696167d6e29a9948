import type { FieldValue, TenantRecords } from '@psa-bridge/records';
import type { ChoiceSource } from '../definition/settings-page.ts';
import type { ReadChoices } from './choices.ts';

/** One entry of a list to choose from. */
export interface Choice {
  key: string;
  label: string;
  isActive: boolean;
  details?: FieldValue['details'];
}

export type ChoiceLists = Readonly<Record<string, readonly Choice[]>>;

/** As many categories as a page shows to choose from. */
const MAX_CATEGORIES = 1_000;

/** Reads the lists that a page shows, the choices in their own order. */
export async function readChoiceLists(
  sources: Readonly<Record<string, ChoiceSource>>,
  from: { records: Pick<TenantRecords, 'search'>; psa: ReadChoices; local: ReadChoices },
): Promise<ChoiceLists> {
  const lists = await Promise.all(
    Object.entries(sources).map(async ([name, source]) => [name, await readList(source, from)] as const),
  );
  return Object.fromEntries(lists);
}

async function readList(
  source: ChoiceSource,
  { records, psa, local }: { records: Pick<TenantRecords, 'search'>; psa: ReadChoices; local: ReadChoices },
): Promise<readonly Choice[]> {
  if ('psa' in source) return toChoices(await psa(source.psa));
  if ('local' in source) return toChoices(await local(source.local));
  const { items } = await records.search('category', {
    from: 0,
    size: MAX_CATEGORIES,
    sort: [{ field: 'name', direction: 'asc' }],
  });
  return items.map(({ _id: key, data }) => ({ key, label: data.name, isActive: true }));
}

function toChoices(values: readonly FieldValue[]): readonly Choice[] {
  return [...values]
    .sort((a, b) => a.position - b.position || a.label.localeCompare(b.label))
    .map(({ key, label, isActive, details }) => ({ key, label, isActive, ...(details === undefined ? {} : { details }) }));
}
