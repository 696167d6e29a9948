type Tree = Readonly<Record<string, unknown>>;

/** One value of a portable setting, and where it stands. */
export interface Entry {
  /** What the entry is for, where the setting is a mapping. */
  by?: string;
  value: string;
  path: readonly string[];
}

const EACH = '*';

/** The values that stand at a place of the settings. */
export function entriesAt(settings: Tree, place: readonly string[]): readonly Entry[] {
  const at = place.indexOf(EACH);
  if (at === -1) return valuesAt(settings, place);
  const mapping = valueAt(settings, place.slice(0, at));
  if (!isTree(mapping)) return [];
  return Object.keys(mapping).flatMap((by) => {
    const path = placeOf(place, by);
    const value = valueAt(settings, path);
    return typeof value === 'string' ? [{ by, value, path }] : [];
  });
}

function valuesAt(settings: Tree, path: readonly string[]): readonly Entry[] {
  const value = valueAt(settings, path);
  if (typeof value === 'string') return [{ value, path }];
  if (!Array.isArray(value)) return [];
  return value.flatMap((one, index) => (typeof one === 'string' ? [{ value: one, path: [...path, String(index)] }] : []));
}

/** The path of the entry for something. */
export function placeOf(place: readonly string[], by: string): readonly string[] {
  return place.map((step) => (step === EACH ? by : step));
}

export function valueAt(tree: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, step) => (isTree(at) && Object.hasOwn(at, step) ? at[step] : undefined), tree);
}

/** The settings with a value at a path; nothing else of them changes. */
export function withValue(tree: Tree, [step = '', ...rest]: readonly string[], value: unknown): Tree {
  if (rest.length === 0) return { ...tree, [step]: value };
  const inner = valueAt(tree, [step]);
  return { ...tree, [step]: withValue(isTree(inner) ? inner : {}, rest, value) };
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
