import { PORTABLE_SETTINGS, type PortableSetting } from '../definition/portable-setting.ts';
import type { ChoiceSource, SettingsPage } from '../definition/settings-page.ts';
import type { Choice, ChoiceLists } from '../settings/choice-lists.ts';
import type { FieldProblem } from '../settings/check-page.ts';
import { labelKey } from '../wire/values.ts';
import { portableOf, type HandedEntry, type Handover, type ReadLists } from './handover.ts';
import { placeOf, valueAt, withValue } from './settings-tree.ts';

type Settings = Readonly<Record<string, unknown>>;

/**
 * `carried`: it is, or would be, set. `kept`: something is set there already, which stays. `missing`: no value of that label.
 * `ambiguous`: several. `refused`: the page would not take it. `unknown_setting`: this PSA has no such setting.
 */
export type TakeOverOutcome = 'carried' | 'kept' | 'missing' | 'ambiguous' | 'refused' | 'unknown_setting';

/** What becomes of one entry that was handed over. */
export interface TakeOverItem {
  setting: string;
  title: string;
  /** The page where it is set here. */
  page?: string;
  /** As the other PSA has it, such as `Customer → Client`. */
  from: string;
  /** As it is set here, then. */
  to?: string;
  outcome: TakeOverOutcome;
  /** Why it is not carried over and what to do, in a sentence or two. */
  message?: string;
}

/** An item with where its value goes. */
export interface Step {
  item: TakeOverItem;
  page?: SettingsPage;
  path?: readonly string[];
  value?: string;
  isListed?: boolean;
}

export interface TakingOver {
  psaName: string;
  pages: readonly SettingsPage[];
  /** As they stand, with their defaults. */
  settings: Settings;
  lists: ReadLists;
}

/** Finds for each entry the value of the same label here. Decides nothing that could be meant in two ways. */
export async function planTakeOver({ mappings }: Handover, target: TakingOver): Promise<readonly Step[]> {
  const places = new Map(
    target.pages.flatMap((page) => portableOf(page).map((portable) => [portable.name, { ...portable, page }])),
  );
  const steps: Step[] = [];
  for (const { setting, title, entries } of mappings) {
    const found = places.get(setting);
    if (!found) steps.push(...entries.map((entry) => unknownSetting({ setting, title }, entry, target.psaName)));
    else {
      const context = { ...found, title: found.setting.title, target, lists: await target.lists(found.setting) };
      steps.push(...unambiguous(entries.map((entry) => stepOf(entry, context))));
    }
  }
  return steps;
}

/** The settings with everything that is carried over. */
export function settingsAfter(settings: Settings, steps: readonly Step[]): Settings {
  return steps.reduce((current, { item, path, value, isListed }) => {
    if (item.outcome !== 'carried' || !path) return current;
    return withValue(current, path, isListed === true ? listWith(valueAt(current, path), value) : value);
  }, settings);
}

/** Takes back what a page would not have: what it says of an entry, or of the page as a whole. */
export function withoutRefused(steps: readonly Step[], page: SettingsPage, problems: readonly FieldProblem[]): readonly Step[] {
  const carried = steps.filter((step) => step.page === page && step.item.outcome === 'carried');
  const own = new Map(carried.map((step) => [step, problems.find(({ field }) => isAbout(step, field, carried))]));
  const isOfAll = problems.length > 0 && [...own.values()].every((problem) => problem === undefined);
  return steps.map((step) => {
    const problem = own.get(step) ?? (isOfAll && own.has(step) ? problems[0] : undefined);
    return problem ? { ...step, item: { ...step.item, outcome: 'refused', message: problem.message } } : step;
  });
}

function isAbout({ path = [], value, isListed }: Step, field: string, carried: readonly Step[]): boolean {
  const place = path.join('.');
  if (place === field || place.startsWith(`${field}.`)) return true;
  if (isListed !== true) return false;
  const list = carried.filter((step) => step.path?.join('.') === place).map((step) => step.value);
  return field === [...path, [...new Set(list)].indexOf(value)].join('.');
}

type Placed = ReturnType<typeof portableOf>[number] & {
  title: string;
  page: SettingsPage;
  target: TakingOver;
  lists: ChoiceLists;
};

function stepOf(entry: HandedEntry, placed: Placed): Step {
  const { name, place, page, lists, target } = placed;
  const setting: PortableSetting = placed.setting;
  const item = { setting: name, title: placed.title, page: page.title, from: spoken(entry) };
  const by = entry.by && counterpart(entry.by, { source: setting.by, choices: lists['by'], psaName: target.psaName });
  const value = counterpart(entry.value, { source: setting.value, choices: lists['value'], psaName: target.psaName });
  const unfound = by && 'outcome' in by ? by : 'outcome' in value ? value : undefined;
  if (unfound) return { item: { ...item, ...unfound } };
  const [byChoice, valueChoice] = [by as Choice | undefined, value as Choice];
  const path = placeOf(place, byChoice?.key ?? '');
  const present = valueAt(target.settings, path);
  const to = spoken({ ...(byChoice ? { by: byChoice } : {}), value: valueChoice });
  if (isSet(present)) return { item: { ...item, ...kept(present, byChoice, lists) } };
  const isListed = Array.isArray(present);
  return { item: { ...item, to, outcome: 'carried' }, page, path, value: valueChoice.key, isListed };
}

interface Unfound {
  outcome: 'missing' | 'ambiguous';
  message: string;
}

/** The value of the same label; what is ours stays what it is. */
function counterpart(
  { key, label }: HandedEntry['value'],
  {
    source,
    choices = [],
    psaName,
  }: { source: ChoiceSource | undefined; choices: readonly Choice[] | undefined; psaName: string },
): Choice | Unfound {
  if (!source || !('psa' in source))
    return choices.find((choice) => choice.key === key) ?? { key, label: label ?? key, isActive: true };
  const kind = source.psa.replaceAll('_', ' ');
  if (label === undefined)
    return missing(
      `What ${kind} ${key} was called is not known. Set it by hand, or synchronize the fields of the integration that it comes from and ask again.`,
    );
  if (choices.length === 0) return missing(`No ${kind} of ${psaName} is known yet. Run a fields-only sync and ask again.`);
  const alike = choices.filter((choice) => labelKey(choice.label) === labelKey(label));
  const [first, ...more] = alike.filter(({ isActive }) => isActive);
  if (first && more.length === 0) return first;
  if (first) {
    const message = `${psaName} has ${more.length + 1} of ${kind} "${label}". Choose one of them on the page.`;
    return { outcome: 'ambiguous', message };
  }
  if (alike.length > 0)
    return missing(`${capital(kind)} "${label}" is inactive in ${psaName}. Activate it there, or choose another on the page.`);
  return missing(`${psaName} has no ${kind} "${label}". Choose another on the page, or make one there.`);
}

function missing(message: string): Unfound {
  return { outcome: 'missing', message };
}

/** Several entries for one thing that say different: nobody but a person knows which holds here. */
function unambiguous(steps: readonly Step[]): readonly Step[] {
  const places = Map.groupBy(steps, ({ path, isListed }) => (isListed === true ? undefined : path?.join('.')));
  return steps.map((step): Step => {
    const rivals = step.path && step.isListed !== true ? (places.get(step.path.join('.')) ?? []) : [];
    if (rivals.every(({ value }) => value === step.value)) return step;
    const message = `It was set more than once: ${rivals.map(({ item }) => item.from).join(', ')}. Choose one on the page.`;
    const { to: _undecided, ...item } = step.item;
    return { item: { ...item, outcome: 'ambiguous', message } };
  });
}

function kept(present: unknown, by: Choice | undefined, lists: ChoiceLists): Pick<TakeOverItem, 'to' | 'outcome'> {
  const keys = Array.isArray(present) ? present.map(String) : [String(present)];
  const labels = keys.map((key) => lists['value']?.find((choice) => choice.key === key)?.label ?? key);
  return { outcome: 'kept', to: spoken({ ...(by ? { by } : {}), value: { key: '', label: labels.join(', ') } }) };
}

function unknownSetting(of: { setting: string; title: string }, entry: HandedEntry, psaName: string): Step {
  const title = Object.hasOwn(PORTABLE_SETTINGS, of.setting) ? of.title : of.setting;
  return { item: { ...of, title, from: spoken(entry), outcome: 'unknown_setting', message: `${psaName} has no such setting.` } };
}

function isSet(present: unknown): boolean {
  return Array.isArray(present) ? present.length > 0 : present !== undefined;
}

function listWith(list: unknown, value: string | undefined): readonly unknown[] {
  const known = Array.isArray(list) ? (list as readonly unknown[]) : [];
  return known.includes(value) ? known : [...known, value];
}

function spoken({ by, value }: HandedEntry): string {
  const name = ({ key, label }: HandedEntry['value']) => label ?? key;
  return by ? `${name(by)} → ${name(value)}` : name(value);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
