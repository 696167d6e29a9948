import { createApiClient, type ApiClient } from '../platform/api-client.ts';
import { inStep, openIssues, type RecordView } from '../platform/journeys.ts';
import { startReplicas, type Replicas } from '../platform/replicas.ts';
import { DEMO_ADMIN } from '../platform/service-plan.ts';
import { startSimulatedAutotask } from '../platform/simulated-autotask.ts';
import { createChecks, type Checks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';
import { playMainJob, type Story } from './main-job/story.ts';

export const description =
  'Two processes of each service, all replaced one after the other again and again during the main job: nothing lost, doubled or refused';

/** Enough for a full sync that processes are replaced in. */
const SEED = { companies: 1_000, contacts: 2_000, products: 500, services: 20, opportunities: 0, quotes: 0 };
const PUSHES = 40;
const TIME_SCALE = 60;

export interface RollingParts {
  kafkaBrokers: string;
  kafkaPrefix?: string;
  mongodbUri: string;
  database: string;
  progress(line: string): void;
}

export function run({ kafkaBrokers, mongodbUri, progress }: ScenarioStack): Promise<ScenarioOutcome> {
  return playRolling({ kafkaBrokers, mongodbUri, database: 'scenario_rolling_test', progress });
}

/** The same where others use the broker and the database too. */
export async function playRolling({ progress, ...backend }: RollingParts): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const autotask = await startSimulatedAutotask({ seed: SEED, timeScale: TIME_SCALE });
  const replicas = await startReplicas({
    ...backend,
    providers: ['autotask'],
    simulated: { autotask: `${autotask.baseUrl()}/ATServicesRest/` },
    timeScale: TIME_SCALE,
    deltaEveryMs: 0,
  });
  try {
    const api = createApiClient(replicas.gatewayUrl, DEMO_ADMIN);
    progress('two processes of each service run; from now on they are replaced');
    await whileRolling(replicas, async () => {
      const integrationId = await playMainJob({ api, autotask, checks, figures, progress, mostCalls });
      await pushEachOnce({ api, autotask, integrationId, checks, progress });
    });
    const { requests, failed, restarts } = replicas.counts();
    Object.assign(figures, { restarts, requests, failedRequests: failed.length });
    checks.that(restarts >= 8, `each process was replaced at least once: ${restarts} were`);
    checks.equal(failed.slice(0, 10), [], 'requests that failed');
    await noneOpen(api, checks);
    checks.equal(autotask.bugs(), [], 'bugs of the simulator');
  } finally {
    await replicas.stop();
    await autotask.stop();
  }
  return { figures, failures: checks.failures };
}

/** Whoever takes over asks again what the process before knew, and reads the page it was at. Two may be replaced in one sync. */
const mostCalls = (undisturbed: number): number => 3 * undisturbed;

/** Replaces all processes again and again until the work has ended, and at least once. */
async function whileRolling(replicas: Replicas, work: () => Promise<void>): Promise<void> {
  let isOver = false;
  const rolling = (async () => {
    do await replicas.rollOnce();
    while (!isOver);
  })();
  try {
    await Promise.race([work(), rolling.then(() => new Promise<never>(() => undefined))]);
  } finally {
    isOver = true;
    await rolling;
  }
}

async function pushEachOnce({
  api,
  autotask,
  integrationId,
  checks,
  progress,
}: Omit<Story, 'figures' | 'mostCalls'>): Promise<void> {
  const name = (index: number): string => `Rolled ${String(index).padStart(2, '0')}`;
  const made: RecordView[] = [];
  for (let index = 0; index < PUSHES; index += 1)
    made.push(await api.post<RecordView>('/v1/companies', { name: name(index), telephone: '555-0100' }));
  for (const { id } of made) await inStep(api, `/v1/companies/${id}`, integrationId);
  progress(`${made.length} companies are in Autotask`);
  const filter = [{ op: 'beginsWith', field: 'companyName', value: 'Rolled ' }] as const;
  const there = autotask.control.list({ entity: 'Companies', filter: [...filter] });
  checks.equal(
    there.map(({ values }) => values['companyName']).sort(),
    made.map((_, index) => name(index)),
    'the pushed companies in Autotask, each once',
  );
}

async function noneOpen(api: ApiClient, checks: Checks): Promise<void> {
  checks.equal(
    (await openIssues(api)).map(({ message }) => message),
    [],
    'issues that are open at the end',
  );
}
