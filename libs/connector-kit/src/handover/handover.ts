import { z } from 'zod';
import { PORTABLE_SETTINGS, type PortableName, type PortableSetting } from '../definition/portable-setting.ts';
import type { SettingsPage } from '../definition/settings-page.ts';
import { titleOf } from '../mappings/stale-mapping.ts';
import type { Choice, ChoiceLists } from '../settings/choice-lists.ts';
import { entriesAt, type Entry } from './settings-tree.ts';

const Text = z.string().max(300);
const End = z.strictObject({ key: z.string().min(1).max(200), label: Text.optional() });

/** More than any PSA has categories; each is looked for among the other's. */
const MOST_ENTRIES = 2_000;

/** Mappings in words that the integration of another PSA understands: labels instead of one PSA's keys. */
export const Handover = z.strictObject({
  /** What people call the PSA that they come from. */
  psaName: Text,
  mappings: z
    .array(
      z.strictObject({
        /** Its name in every connector that has it. */
        setting: z.string().min(1).max(100),
        title: Text,
        entries: z.array(z.strictObject({ by: End.optional(), value: End })).max(MOST_ENTRIES),
      }),
    )
    .max(100),
  /** What only this PSA has: to be set by hand, where the other has something like it. */
  others: z.array(z.strictObject({ page: Text, title: Text, count: z.int().min(1) })).max(1_000),
});
export type Handover = z.output<typeof Handover>;
export type HandedEntry = Handover['mappings'][number]['entries'][number];

/** The values to choose from of a portable setting, on either side. */
export type ReadLists = (setting: PortableSetting) => Promise<ChoiceLists>;
type Settings = Readonly<Record<string, unknown>>;

export interface HandingOver {
  psaName: string;
  pages: readonly SettingsPage[];
  settingsOf(page: SettingsPage): Settings;
  lists: ReadLists;
}

/** What an integration has to hand over, read from its settings. */
export async function describeMappings({ psaName, pages, settingsOf, lists }: HandingOver): Promise<Handover> {
  const mappings: Handover['mappings'] = [];
  for (const page of pages) {
    for (const { setting, name, place } of portableOf(page)) {
      const found = entriesAt(settingsOf(page), place);
      if (found.length === 0) continue;
      const labels = await lists(setting);
      mappings.push({ setting: name, title: setting.title, entries: found.map((entry) => labelled(entry, labels)) });
    }
  }
  return { psaName, mappings, others: pages.flatMap((page) => othersOf(page, settingsOf(page))) };
}

/** The portable settings of a page, with their places. */
export function portableOf({ portable = {} }: SettingsPage) {
  return Object.entries(portable).map(([name, place]) => ({ name, place, setting: PORTABLE_SETTINGS[name as PortableName] }));
}

function labelled({ by, value }: Entry, lists: ChoiceLists): HandedEntry {
  return { ...(by === undefined ? {} : { by: endOf(by, lists['by']) }), value: endOf(value, lists['value']) };
}

function endOf(key: string, choices: readonly Choice[] = []): HandedEntry['value'] {
  const label = choices.find((choice) => choice.key === key)?.label;
  return { key, ...(label === undefined ? {} : { label }) };
}

/** What points into the PSA and is no portable setting, counted by its title. */
function othersOf(page: SettingsPage, settings: Settings): Handover['others'] {
  const covered = new Set(portableOf(page).flatMap(({ place }) => entriesAt(settings, place).map(({ path }) => path.join('.'))));
  const places = new Map(
    (page.references?.(settings) ?? [])
      .filter(({ path }) => !covered.has(path.join('.')))
      .map((reference) => [reference.path.join('.'), titleOf(reference)]),
  );
  const titles = Map.groupBy(places.values(), (title) => title);
  return [...titles].map(([title, { length: count }]) => ({ page: page.title, title, count }));
}
