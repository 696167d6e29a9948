/** What a simulated PSA counts calls with. */
interface CountsCalls {
  counters(): { calls: Readonly<Record<string, Readonly<Record<string, number>>>> };
}

/** How many calls a simulated PSA answered, by entity. */
export function callsByEntity(control: CountsCalls): Record<string, number> {
  return Object.fromEntries(
    Object.entries(control.counters().calls).map(([entity, kinds]) => [
      entity,
      Object.values(kinds).reduce((all, count) => all + count, 0),
    ]),
  );
}

export function seconds(since: number): number {
  return Math.round((performance.now() - since) / 100) / 10;
}
