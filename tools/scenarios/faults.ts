import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../platform/api-client.ts';
import { connectAutotask, inStep, openIssues, synchronize, type RecordPage, type RecordView } from '../platform/journeys.ts';
import { startPlatform } from '../platform/platform.ts';
import { createChecks, type Checks } from '../scenario-run/checks.ts';
import type { ScenarioOutcome, ScenarioStack } from '../scenario-run/scenario.ts';

export const description = 'The broker is killed and comes back in the middle of a full sync and of a burst of pushes';

const COMPANIES = 2_000;
const PUSHES = 50;
const LIMIT = { timeoutMs: 120_000, everyMs: 250 };

interface Story {
  api: ApiClient;
  autotask: AutotaskSimulator;
  integrationId: string;
  checks: Checks;
  stack: ScenarioStack;
}

export async function run(stack: ScenarioStack): Promise<ScenarioOutcome> {
  const checks = createChecks();
  const figures: Record<string, unknown> = {};
  const platform = await startPlatform({
    kafkaBrokers: stack.kafkaBrokers,
    mongodbUri: stack.mongodbUri,
    database: 'scenario_faults_test',
    seed: { companies: COMPANIES, contacts: 100, products: 10, services: 2, opportunities: 0, quotes: 0 },
    latency: { callMs: 150, fullPageMs: 400 },
    timeScale: 60,
    deltaEveryMs: 0,
  });
  try {
    const { api, autotask } = platform;
    const story: Story = { api, autotask, integrationId: await connectAutotask(api, autotask), checks, stack };
    figures['restartInSyncMs'] = await restartInFullSync(story);
    figures['restartInPushesMs'] = await restartInPushes(story);
    await noneOpen(story);
    checks.equal(autotask.bugs(), [], 'bugs of the simulator');
  } finally {
    await platform.stop();
  }
  return { figures, failures: checks.failures };
}

async function restartInFullSync({ api, autotask, integrationId, checks, stack }: Story): Promise<number> {
  let restart: Promise<number> | undefined;
  const run = await synchronize(api, { provider: 'autotask', integrationId }, 'full', ({ done }) => {
    if (done > COMPANIES / 4) restart ??= restartKafka(stack, `the sync has brought ${done}`);
  });
  checks.that(restart !== undefined, 'the broker was restarted while the sync ran');
  checks.equal(run.state, 'completed', 'the full sync');
  const { total } = await api.get<RecordPage>('/v1/companies?size=1');
  checks.equal(total, autotask.control.count({ entity: 'Companies' }), 'companies here after the full sync');
  return (await restart) ?? 0;
}

/** New companies, half of which are made before the broker dies and half while it is away. */
async function restartInPushes({ api, autotask, integrationId, checks, stack }: Story): Promise<number> {
  const name = (index: number): string => `Pushed ${String(index).padStart(2, '0')}`;
  const create = (index: number): Promise<RecordView> =>
    api.post<RecordView>('/v1/companies', { name: name(index), telephone: '555-0100' });
  const made: RecordView[] = [];
  let restart: Promise<number> | undefined;
  for (let index = 0; index < PUSHES; index += 1) {
    if (index === PUSHES / 2) restart = restartKafka(stack, `${index} companies are made`);
    made.push(await create(index));
  }
  const tookMs = (await restart) ?? 0;
  for (const { id } of made) await inStep(api, `/v1/companies/${id}`, integrationId);
  stack.progress(`${made.length} companies are in Autotask`);
  const there = autotask.control.list({
    entity: 'Companies',
    filter: [{ op: 'beginsWith', field: 'companyName', value: 'Pushed ' }],
  });
  checks.equal(
    there.map(({ values }) => values['companyName']).sort(),
    made.map((_, index) => name(index)),
    'the pushed companies in Autotask',
  );
  return tookMs;
}

async function restartKafka(stack: ScenarioStack, when: string): Promise<number> {
  stack.progress(`${when}: the broker is killed`);
  const startedAt = performance.now();
  await stack.restartKafka();
  stack.progress('the broker is back');
  return Math.round(performance.now() - startedAt);
}

/** Results go through the broker: what is open once they are through. */
async function noneOpen({ api, checks }: Story): Promise<void> {
  const open = await eventually(async () => {
    const messages = (await openIssues(api)).map(({ message, entityType }) => `${entityType}: ${message}`);
    if (messages.length > 0) throw new Error(`open: ${messages.join('; ')}`);
    return messages;
  }, LIMIT).catch((error: unknown) => [String(error)]);
  checks.equal(open, [], 'issues that are open at the end');
}
