/** As many as the platform takes one by one. */
export const MOST_CHOSEN = 200;

/** Those that are still there: what has cleared meanwhile is chosen no more. */
export function chosenAmong(items: readonly { id: string }[], wanted: ReadonlySet<string>): ReadonlySet<string> {
  return new Set(items.filter(({ id }) => wanted.has(id)).map(({ id }) => id));
}

/** With it, or without where it was chosen. */
export function toggled(chosen: ReadonlySet<string>, id: string): ReadonlySet<string> {
  return chosen.symmetricDifference(new Set([id]));
}
