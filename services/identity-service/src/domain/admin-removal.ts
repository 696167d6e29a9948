/** An admin whose access is being taken away: noted before it happens, so that two who do it to each other see one another. */
export interface AdminRemoval {
  userId: string;
  at: Date;
}

/** Longer than a request takes: what is older was left behind by a process that died. */
const UNDER_WAY_MS = 60_000;

export function underWay(removals: readonly AdminRemoval[] = [], now: Date): readonly AdminRemoval[] {
  return removals.filter(({ at }) => now.getTime() - at.getTime() < UNDER_WAY_MS);
}

/** Who would be left, once this one and those that are under way are gone. */
export function adminsLeft(adminIds: readonly string[], userId: string, removals: readonly AdminRemoval[]): readonly string[] {
  const going = new Set([userId, ...removals.map((removal) => removal.userId)]);
  return adminIds.filter((id) => !going.has(id));
}
