import type { RealBackend } from '../dev-stack/index.ts';

/** What a scenario stands on: a clean real backend, and a way to say how far it is. */
export interface ScenarioStack extends Omit<RealBackend, 'stop'> {
  /** One line for the person who waits, on standard error. */
  progress(line: string): void;
}

export interface ScenarioOutcome {
  /** What was counted and measured, by name. */
  figures: Readonly<Record<string, unknown>>;
  /** The assertions that did not hold, each as a sentence; none when the scenario passed. */
  failures: readonly string[];
}

/** What a file in `tools/scenarios/` exports. */
export interface Scenario {
  /** One line for `--list`. */
  description: string;
  /** False of one that asks neither broker nor database; it is given none that answer. */
  needsBackend?: boolean;
  run(stack: ScenarioStack): Promise<ScenarioOutcome>;
}

/** Runs a scenario to its end; an error is a failure like any other. */
export async function outcomeOf(scenario: Scenario, stack: ScenarioStack): Promise<ScenarioOutcome> {
  try {
    return await scenario.run(stack);
  } catch (error) {
    return { figures: {}, failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
}
