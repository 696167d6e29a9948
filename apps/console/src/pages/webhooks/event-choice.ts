import type { EventType } from '../../api/webhooks.ts';

const ALL = '*';

/** What can be chosen: everything, families, and single types. */
export function eventChoices(types: readonly string[]): string[] {
  const families = new Set(types.map(familyOf));
  return [ALL, ...families, ...types];
}

/** A choice without what another one of it holds already: everything holds all, a family its types. */
export function pruned(chosen: readonly string[]): EventType[] {
  if (chosen.at(-1) === ALL) return [ALL];
  const wanted = chosen.filter((type) => type !== ALL);
  return wanted.filter((type) => type === familyOf(type) || !wanted.includes(familyOf(type))) as EventType[];
}

/** The family that a choice is the whole of; empty for everything, undefined for a single type. */
export function familyIn(type: string): string | undefined {
  if (type === ALL) return '';
  return type === familyOf(type) ? type.slice(0, -'.*'.length) : undefined;
}

function familyOf(type: string): string {
  return `${type.split('.', 1)[0] ?? ''}.*`;
}
