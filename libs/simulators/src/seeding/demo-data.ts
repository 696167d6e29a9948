const STEP_MS = 30_000;
const DAY_MS = 86_400_000;

/** When seeded data is made; everything seeded is older. */
export interface SeedMoment {
  now: Date;
}

/** A time at least a day back, later for a later row. */
export function seededAt({ now }: SeedMoment, index: number, count: number): string {
  return new Date(now.getTime() - DAY_MS - (count - index) * STEP_MS).toISOString();
}

/** Midnight, `days` from the day of seeding. */
export function seededDay({ now }: SeedMoment, days: number): string {
  return `${new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)}T00:00:00.000Z`;
}

export function numbered(name: string, index: number): string {
  return `${name} ${String(index + 1).padStart(5, '0')}`;
}

/** The item at `index`, from the start again behind the last. @throws RangeError for an empty list */
export function cycle<Item>(items: readonly Item[], index: number): Item {
  if (items.length === 0) throw new RangeError('nothing to choose from');
  return items[index % items.length] as Item;
}

/** City, state and postcode of demo addresses. */
export const CITIES = [
  ['Tampa', 'FL', '33601'],
  ['Springfield', 'IL', '62701'],
  ['Fairview', 'TX', '75069'],
] as const;

export const FIRST_NAMES = ['Avery', 'Blake', 'Cameron', 'Drew', 'Emerson', 'Finley', 'Harper', 'Jordan', 'Kendall', 'Logan'];
export const JOB_TITLES = ['Office manager', 'Owner', 'Bookkeeper'];
