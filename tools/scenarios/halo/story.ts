import type { HaloSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import type { Connected } from '../../platform/journeys.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** A chapter of the HaloPSA scenario: what it plays on, and where it says what it saw. */
export interface HaloStory {
  api: ApiClient;
  halo: HaloSimulator;
  integration: Connected;
  /** As services and simulator have it, scaled alike. */
  allowance: { calls: number; ms: number };
  checks: Checks;
  progress: (line: string) => void;
}

/** Answers its figures. */
export type Chapter = (story: HaloStory) => Promise<Readonly<Record<string, unknown>>>;

/** Calls since the counters were set back that count for the limit. */
export function countedCalls({ halo }: HaloStory): number {
  const { calls } = halo.control.counters({});
  const counted = Object.entries(calls).filter(([endpoint]) => !UNCOUNTED.includes(endpoint));
  return counted.flatMap(([, byOperation]) => Object.values(byOperation)).reduce((sum, count) => sum + count, 0);
}

/** Discovery and tokens are no calls of the API. */
const UNCOUNTED: readonly string[] = ['authInfo', 'token'];

export function limitAnswers({ halo }: HaloStory): number {
  return halo.control.counters({}).answers['429'] ?? 0;
}
