import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { quotesChecked } from './desk/preflight.ts';

export const description =
  'The preflight: 500 broken quotes and 500 good ones before three PSAs, and what their pushes then meet';

/** As many broken as good ones. */
const QUOTES = 500;

export async function run({ progress }: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures = await quotesChecked({ quotes: QUOTES, checks, progress });
  return { figures, failures: checks.failures };
}
