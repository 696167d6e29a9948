import type { Choice, PageView } from '../../api/settings-pages.ts';
import { settingTexts } from '../../texts/settings.ts';
import type { Field, Source } from './field.ts';
import { hasProblemBelow, valueAt, type Judged, type Path } from './draft.ts';

/** One side of a mapping, or something to choose. */
export interface Option {
  key: string;
  label: string;
  /** Why it cannot be chosen; it can be seen where it was chosen once. */
  unusable?: 'inactive' | 'gone' | 'unsupported';
}

type Choices = PageView['choices'];

/** All that a source offers. */
export function optionsOf(source: Source, choices: Choices): readonly Option[] {
  if ('words' in source) return Object.entries(settingTexts.words[source.words]).map(([key, label]) => ({ key, label }));
  return (choices[source.list] ?? []).map(toOption);
}

/** The same with what is chosen and not offered any more (CW-13). */
export function optionsWith(options: readonly Option[], chosen: readonly string[]): readonly Option[] {
  const known = new Set(options.map(({ key }) => key));
  const gone = chosen.filter((key) => !known.has(key)).map((key) => ({ key, label: key, unusable: 'gone' as const }));
  return [...options, ...gone];
}

function toOption({ key, label, isActive, details }: Choice): Option {
  // Multi-select fields are beyond the PSA's API, and so are references (AT-23, AT-52).
  if (details?.['unsupported'] !== undefined) return { key, label, unusable: 'unsupported' };
  return isActive ? { key, label } : { key, label, unusable: 'inactive' };
}

type MappingField = Extract<Field, { as: 'mapping' }>;

export interface Rows {
  shown: readonly Option[];
  /** How many there are that the search leaves, shown or not. */
  total: number;
}

/** More are found by searching: a page with a thousand choices is no page. */
const MOST = 30;

interface Asked {
  field: MappingField;
  path: Path;
  choices: Choices;
  judged: Judged;
  search: string;
}

/** The left side: what no longer holds first, then what is mapped, then what could be. What is of no use and not mapped is left out. */
export function rowsOf({ field, path, choices, judged, search }: Asked): Rows {
  const mapped = new Set(Object.keys((valueAt(judged.draft, path) as object | undefined) ?? {}));
  const offered = field.by === 'named' ? named(mapped) : optionsWith(optionsOf(field.by, choices), [...mapped]);
  const wanted = search.trim().toLocaleLowerCase();
  const found = offered.filter(
    ({ key, label, unusable }) => (unusable === undefined || mapped.has(key)) && label.toLocaleLowerCase().includes(wanted),
  );
  // Judged by what is stored, so that a row stays where it is while it is being mended.
  const wasMapped = new Set(Object.keys((valueAt(judged.stored, path) as object | undefined) ?? {}));
  const isListOfWords = field.by !== 'named' && 'words' in field.by;
  const rank = ({ key }: Option): number =>
    isListOfWords ? 0 : isStoredProblem(judged, [...path, key]) ? 0 : wasMapped.has(key) ? 1 : 2;
  const sorted = found.map((option) => ({ option, rank: rank(option) })).sort((a, b) => a.rank - b.rank);
  return { shown: sorted.slice(0, MOST).map(({ option }) => option), total: found.length };
}

function named(keys: ReadonlySet<string>): readonly Option[] {
  return [...keys].map((key) => ({ key, label: key }));
}

function isStoredProblem({ stored, problems }: Judged, path: Path): boolean {
  return hasProblemBelow({ stored, draft: stored, problems, said: [] }, path);
}

/** What people call the place: `By category › Servers`. */
export function spokenPath([name = '', ...rest]: Path, fields: Readonly<Record<string, Field>>, choices: Choices): string {
  const words: string[] = [settingTexts.titleOf(name)];
  let field = fields[name];
  for (const key of rest) {
    words.push(spokenKey(key, field, choices));
    field = field?.as === 'mapping' ? field.to : field?.as === 'group' ? field.parts[key] : undefined;
  }
  return words.join(' › ');
}

function spokenKey(key: string, field: Field | undefined, choices: Choices): string {
  if (field?.as === 'mapping' && field.by !== 'named') return labelOf(key, field.by, choices);
  return field?.as === 'group' ? settingTexts.titleOf(key) : key;
}

/** What people call the value that stands there. */
export function spokenValue(value: unknown, path: Path, fields: Readonly<Record<string, Field>>, choices: Choices): string {
  const field = fieldAt(path, fields);
  const source = field?.as === 'choice' || field?.as === 'choices' ? field.from : undefined;
  const one = (single: unknown): string => (source === undefined ? String(single) : labelOf(String(single), source, choices));
  if (value === undefined || value === '') return settingTexts.nothing;
  if (typeof value === 'boolean') return value ? settingTexts.on : settingTexts.off;
  if (Array.isArray(value)) return value.length === 0 ? settingTexts.nothing : value.map(one).join(', ');
  return one(value);
}

function fieldAt([name = '', ...rest]: Path, fields: Readonly<Record<string, Field>>): Field | undefined {
  return rest.reduce<Field | undefined>(
    (field, key) => (field?.as === 'mapping' ? field.to : field?.as === 'group' ? field.parts[key] : undefined),
    fields[name],
  );
}

function labelOf(key: string, source: Source, choices: Choices): string {
  return optionsOf(source, choices).find((option) => option.key === key)?.label ?? key;
}
