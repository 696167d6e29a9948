import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { changePage, inStep, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import type { AutotaskStory } from './story.ts';

const LIMIT = { timeoutMs: 120_000, everyMs: 250 };
const DEALS = 20;
/** The vendor's hour, as the scenario scales it. */
const HOUR_MS = 60_000;
const MOST_CALLS_AN_HOUR = 40;
const STAGES = [29_683_452, 29_683_453] as const;

/**
 * Opportunity changes are switched on (AT-80): a stage that is changed in Autotask arrives whether or not the edit moves
 * `lastActivity`, and an hour without a change costs few calls.
 */
export async function opportunityChangesReadBack(story: AutotaskStory): Promise<Record<string, unknown>> {
  const { api, autotask, integrationId, checks, progress } = story;
  const deals = await makeDeals(story);
  await changePage(api, { provider: 'autotask', integrationId, page: 'opportunity' }, { readOpportunityChanges: true });
  const figures: Record<string, unknown> = {};
  for (const [index, moves] of [true, false].entries()) {
    autotask.control.setSwitches({ opportunityEditMovesLastActivity: moves });
    const startedAt = performance.now();
    await stageArrives(story, deals[index], STAGES[index] ?? STAGES[0]);
    figures[moves ? 'opportunityDatedMs' : 'opportunityUndatedMs'] = Math.round(performance.now() - startedAt);
    progress(`a stage changed in Autotask arrived, where the edit ${moves ? 'moves' : 'does not move'} lastActivity`);
  }
  autotask.control.setSwitches({ opportunityEditMovesLastActivity: true });
  const calls = await callsOfAnHour(autotask);
  figures['opportunityCallsAnHour'] = calls;
  checks.that(
    calls <= MOST_CALLS_AN_HOUR,
    `an hour without a change cost ${calls} calls instead of at most ${MOST_CALLS_AN_HOUR}`,
  );
  await changePage(api, { provider: 'autotask', integrationId, page: 'opportunity' }, { readOpportunityChanges: false });
  return figures;
}

async function makeDeals({ api, integrationId }: AutotaskStory): Promise<readonly RecordView[]> {
  const company = (await api.get<RecordPage>('/v1/companies?size=5&sort=-name')).items[0];
  const deals: RecordView[] = [];
  for (let index = 0; index < DEALS; index += 1)
    deals.push(await api.post<RecordView>('/v1/opportunities', { name: `Deal ${index}`, companyId: company?.id }));
  return Promise.all(deals.map(({ id }) => inStep(api, `/v1/opportunities/${id}`, integrationId)));
}

async function stageArrives(story: AutotaskStory, deal: RecordView | undefined, stage: number): Promise<void> {
  const { api, autotask, integrationId } = story;
  const id = Number(deal?.sync[integrationId]?.externalId);
  autotask.control.patch({ entity: 'Opportunities', id, values: { stage } });
  await eventually(async () => {
    const now = await api.get<RecordView>(`/v1/opportunities/${deal?.id ?? ''}`);
    if (now['stage'] !== String(stage)) throw new Error(`the stage is ${String(now['stage'])} instead of ${stage}`);
  }, LIMIT);
}

/** Calls about opportunities within one window of the allowance. */
async function callsOfAnHour(autotask: AutotaskSimulator): Promise<number> {
  autotask.control.resetCounters();
  const end = performance.now() + HOUR_MS;
  await eventually(
    () => {
      if (performance.now() < end) throw new Error('the hour is not over');
    },
    { timeoutMs: HOUR_MS + LIMIT.timeoutMs, everyMs: 100 },
  );
  const { calls } = autotask.control.counters() as { calls: Record<string, Record<string, number>> };
  return Object.values(calls['Opportunities'] ?? {}).reduce((sum, count) => sum + count, 0);
}
