/** What was answered, counted. */
export interface Tally {
  requests: number;
  /** Requests by status. */
  statuses: Readonly<Record<number, number>>;
  /** Operations that were asked. */
  asked: ReadonlySet<string>;
  /** Those of them that did what they are for at least once. */
  done: ReadonlySet<string>;
}

interface Event {
  /** An operation that nothing could be asked of has no interactions. */
  ScenarioFinished?: {
    recorder: { label: string; interactions?: Readonly<Record<string, { response?: { status_code: number } | null }>> | null };
  };
}

/** Reads the events of a run, a JSON object a line. */
export async function tallyOf(lines: AsyncIterable<string>): Promise<Tally> {
  const statuses: Record<number, number> = {};
  const asked = new Set<string>();
  const done = new Set<string>();
  let requests = 0;
  for await (const line of lines) {
    const { ScenarioFinished: scenario } = JSON.parse(line) as Event;
    if (!scenario) continue;
    const { label, interactions } = scenario.recorder;
    asked.add(label);
    for (const { response } of Object.values(interactions ?? {})) {
      if (!response) continue;
      requests += 1;
      statuses[response.status_code] = (statuses[response.status_code] ?? 0) + 1;
      if (response.status_code < 300) done.add(label);
    }
  }
  return { requests, statuses, asked, done };
}

/** Several runs as one. */
export function together(tallies: readonly Tally[]): Tally {
  const statuses: Record<number, number> = {};
  for (const tally of tallies)
    for (const [status, count] of Object.entries(tally.statuses))
      statuses[Number(status)] = (statuses[Number(status)] ?? 0) + count;
  return {
    requests: tallies.reduce((sum, { requests }) => sum + requests, 0),
    statuses,
    asked: new Set(tallies.flatMap(({ asked }) => [...asked])),
    done: new Set(tallies.flatMap(({ done }) => [...done])),
  };
}
