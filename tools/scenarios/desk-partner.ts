import { createManualClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { silent } from '../bench/measuring.ts';
import { createChecks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { partnerOutage } from './desk/partner-outage.ts';

export const description =
  'A partner whose endpoint fails for an hour: every event reaches it once it is back, in order per record';

const DATABASE = 'scenario_desk_partner_test';

export async function run({ mongodbUri: uri, progress }: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const clock = createManualClock();
  const store = createMongoStore({ uri, databaseName: DATABASE, clock, logger: silent });
  try {
    await store.prepare();
    const figures = await partnerOutage({ clock, store, checks, progress });
    return { figures, failures: checks.failures };
  } finally {
    await store.close();
  }
}
