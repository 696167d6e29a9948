/** Two maps of one drop-down, set apart by direction: what several of ours go to comes back as one. */
export interface ChoiceMaps {
  /** Our key by the PSA's. */
  inward: Readonly<Record<string, string>>;
  /** The PSA's key by ours. */
  outward: Readonly<Record<string, string>>;
}

/**
 * Our key for the PSA's; one that is not mapped comes in as it is, as which it stands among the field values.
 * @param lastSeen our key as it last stood there: while the PSA has what that one goes to, nothing has changed
 */
export function choiceIn(theirs: string, maps: ChoiceMaps, lastSeen?: string): string {
  if (lastSeen !== undefined && choiceOut(lastSeen, maps) === theirs) return lastSeen;
  return maps.inward[theirs] ?? theirs;
}

/** The PSA's key for ours; undefined for one that was added here and is mapped to nothing. The PSA's own go as they are. */
export function choiceOut(ours: string, { outward }: Pick<ChoiceMaps, 'outward'>): string | undefined {
  return outward[ours] ?? (/^\d+$/.test(ours) ? ours : undefined);
}
