import type { FieldProblem } from '../../api/problem.ts';
import type { PageProblem, Settings } from '../../api/settings-pages.ts';

/** Where a value stands within a page's settings, from the setting's name on. */
export type Path = readonly string[];

/** One value that is another than before; undefined where there is none. */
export interface Change {
  path: Path;
  before: unknown;
  after: unknown;
}

export function valueAt(settings: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => (isGroup(value) && Object.hasOwn(value, key) ? value[key] : undefined), settings);
}

/** The settings with another value there. A setting that loses its last entry stays, empty: left out, it would get its default. */
export function withValue(settings: Settings, [name, ...rest]: Path, value: unknown): Settings {
  if (name === undefined) return settings;
  const { [name]: before, ...others } = settings;
  const after = rest.length === 0 ? value : entriesWith(before, rest, value);
  return after === undefined ? others : { ...settings, [name]: after };
}

function entriesWith(before: unknown, [key = '', ...rest]: Path, value: unknown): Record<string, unknown> {
  const entries = isGroup(before) ? before : {};
  const { [key]: inner, ...others } = entries;
  const after = rest.length === 0 ? value : entriesWith(inner, rest, value);
  const isNothing = after === undefined || (isGroup(after) && Object.keys(after).length === 0);
  return isNothing ? others : { ...entries, [key]: after };
}

/** What is different, value by value; in which order keys stand is no difference. */
export function changesBetween(before: unknown, after: unknown, path: Path = []): readonly Change[] {
  if (!isGroup(before) && !isGroup(after)) return isSame(before, after) ? [] : [{ path, before, after }];
  const [old, now] = [isGroup(before) ? before : {}, isGroup(after) ? after : {}];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
  return keys.flatMap((key) => changesBetween(own(old, key), own(now, key), [...path, key]));
}

export interface Rebased {
  settings: Settings;
  /** What both changed, differently: mine stands in the settings. */
  clashes: readonly Change[];
}

/** My changes made to what somebody else saved meanwhile. */
export function rebased({ base, mine, theirs }: { base: Settings; mine: Settings; theirs: Settings }): Rebased {
  const theirChanges = new Map(changesBetween(base, theirs).map((change) => [keyOf(change.path), change]));
  const myChanges = changesBetween(base, mine);
  const settings = myChanges.reduce<Settings>((all, { path, after }) => withValue(all, path, after), theirs);
  const clashes = myChanges.flatMap(({ path, after }) => {
    const other = theirChanges.get(keyOf(path));
    return other === undefined || isSame(other.after, after) ? [] : [other];
  });
  return { settings, clashes };
}

/** Why a value does not hold, and whether it is what is stored that does not. */
export interface ShownProblem {
  message: string;
  isStale: boolean;
}

export interface Judged {
  stored: Settings;
  draft: Settings;
  /** Of what is stored. */
  problems: readonly PageProblem[];
  /** What the last check or save said of the draft. */
  said: readonly FieldProblem[];
}

/** What was stored and is wrong counts as long as it was not changed; what was said of the draft counts until it is said anew. */
export function problemAt({ stored, draft, problems, said }: Judged, path: Path): ShownProblem | undefined {
  const field = path.join('.');
  const isChanged = !isSame(valueAt(stored, path), valueAt(draft, path));
  const kept = isChanged ? undefined : problems.find((problem) => problem.field === field);
  const fresh = said.find((problem) => problem.field.replace(/^body\./, '') === field);
  if (fresh) return { message: fresh.message, isStale: kept?.isStale ?? false };
  return kept && { message: kept.message, isStale: kept.isStale };
}

/** Whether something at or below the place does not hold. */
export function hasProblemBelow(judged: Judged, path: Path): boolean {
  const start = `${path.join('.')}.`;
  const found = [...judged.said.map(({ field }) => field.replace(/^body\./, '')), ...judged.problems.map(({ field }) => field)];
  const isBelow = found.some((field) => field.startsWith(start));
  const isChanged = !isSame(valueAt(judged.stored, path), valueAt(judged.draft, path));
  return problemAt(judged, path) !== undefined || (isBelow && !isChanged);
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(group: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(group, key) ? group[key] : undefined;
}

/** Empty groups are nothing; lists are one value. */
function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

function canonical(value: unknown): string {
  if (!isGroup(value)) return JSON.stringify(value) ?? '';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? '' : `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join()}}`;
}

function keyOf(path: Path): string {
  return JSON.stringify(path);
}
