import { ask, SEED, type ForeignPart } from '../foreign-client/ask.ts';
import { makeCallers, type ForeignCallers } from '../foreign-client/callers.ts';
import { findKnownIds, type ApiDocument } from '../foreign-client/known-ids.ts';
import { ACCESS, BY_KEY } from '../foreign-client/parts.ts';
import { together } from '../foreign-client/tally.ts';
import { connectAutotask, connectConnectWise, connectHalo, synchronize } from '../platform/journeys.ts';
import { startEveryPsa } from '../platform/platform.ts';
import { createChecks } from '../scenario-run/checks.ts';
import { seconds } from '../scenario-run/figures.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';

export const description =
  'A client that nobody here wrote makes 10,000 requests from the OpenAPI document: no undocumented answer, no failure of ours';

const MANY = 10_000;
const SEEDS = {
  autotask: { companies: 5, contacts: 5, products: 5, services: 2, opportunities: 3, quotes: 2 },
  connectWise: { companies: 5, contactsPerCompany: 1, products: 5, opportunities: 3 },
  halo: { companies: 5, contactsPerCompany: 1, products: 5, opportunities: 3 },
};
/** Limits are to be met by those who overdo it, and here one address plays all callers. */
const GENEROUS = { gateway: { PUBLIC_API_REQUESTS: '1000000' } };
/** Who is refused first: later the admin may change what they are refused. */
function partsFor({ admin, viewer, stranger }: ForeignCallers): readonly ForeignPart[] {
  return [
    { caller: stranger, phases: ['fuzzing'], each: 1 },
    { caller: viewer, phases: ['fuzzing'], each: 2 },
    { caller: admin, include: BY_KEY, phases: ['coverage', 'fuzzing'], each: 6 },
    { caller: admin, exclude: `${BY_KEY}|${ACCESS}`, phases: ['coverage', 'fuzzing'], each: 6 },
    { caller: admin, isSignedInOnce: true, include: ACCESS, phases: ['coverage', 'fuzzing'], each: 6 },
  ];
}

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const platform = await startEveryPsa({
    ...{ kafkaBrokers: stack.kafkaBrokers, mongodbUri: stack.mongodbUri, database: 'scenario_foreign_client_test' },
    ...{ seeds: SEEDS, deltaEveryMs: 0, env: GENEROUS },
  });
  try {
    const { api, autotask, connectWise, halo } = platform;
    await synchronize(api, { provider: 'autotask', integrationId: await connectAutotask(api, autotask) }, 'full');
    await synchronize(api, { provider: 'connectwise', integrationId: await connectConnectWise(api, connectWise) }, 'full');
    await synchronize(api, { provider: 'halo', integrationId: await connectHalo(api, halo) }, 'full');
    const callers = await makeCallers(api);
    const known = await findKnownIds(api, await api.get<ApiDocument>('/v1/openapi.json'), callers.admin.apiKey ?? '');
    stack.progress(`all PSAs are connected and read; the seed is ${SEED}`);

    const tallies = [];
    for (const part of partsFor(callers)) {
      const startedAt = performance.now();
      const { findings, ...tally } = await ask(api.baseUrl, part, known);
      const about = part.include ?? (part.exclude === undefined ? 'everything' : `all but ${part.exclude}`);
      stack.progress(`${part.caller.name} made ${tally.requests} requests about ${about} in ${seconds(startedAt)} s`);
      checks.that(findings === '', `${part.caller.name} met what the document does not say:\n${findings}`);
      tallies.push(tally);
    }
    const { requests, statuses, asked, done } = together(tallies);
    checks.that(requests >= MANY, `${requests} requests were made, not ${MANY}`);
    checks.equal(
      [autotask, connectWise, halo].flatMap((simulator) => simulator.bugs()),
      [],
      'bugs of the simulators',
    );
    return { figures: { seed: SEED, requests, statuses, operations: asked.size, done: done.size }, failures: checks.failures };
  } finally {
    await platform.stop();
  }
}
