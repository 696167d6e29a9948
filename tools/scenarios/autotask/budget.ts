import { eventually } from '@psa-bridge/testing';
import { inStep, runEnded, runOf, type RecordView, type SyncRunView } from '../../platform/journeys.ts';
import { LIMIT, pathOf, type AutotaskStory, type Figures } from './story.ts';

interface Gauge {
  limit: number;
  usedByOthers: number;
  usedByLane: Readonly<Record<string, number>>;
  remaining: number;
  standing: readonly { lane: string; rows: number; runs: number; resumesAt: string }[];
}

const USED_BY_OTHERS = 8_000;
const SAVES = 10;

/** Others use 8,000 of 10,000 calls: bulk work stands still and says until when, people's saves go through, no call is refused. */
export async function budgetShared(story: AutotaskStory): Figures {
  const { api, autotask, integrationId, checks, progress } = story;
  autotask.control.setUsage({ external: USED_BY_OTHERS });
  await saveCompany(story, 'Before the count is known');
  await gaugeWhere(story, ({ usedByOthers }) => usedByOthers >= USED_BY_OTHERS);
  const { id: runId } = await api.post<SyncRunView>(`${pathOf(story)}/sync`, { kind: 'full' });
  const gauge = await gaugeWhere(story, ({ standing }) => standing.some(({ lane, runs }) => lane === 'bulk' && runs === 1));
  progress('bulk work stands still');
  const times: number[] = [];
  for (let index = 0; index < SAVES; index += 1) times.push(await saveCompany(story, `Urgent ${index}`));
  const during = await runOf(api, { provider: 'autotask', integrationId, runId });
  checks.equal(during.done, 0, 'entities that the full sync read while others use the allowance');
  autotask.control.setUsage({ external: 0 });
  const ended = await runEnded(api, { provider: 'autotask', integrationId, runId });
  checks.equal(ended.state, 'completed', 'the full sync once the others are gone');
  const refused = autotask.control.calls({ limit: 5_000 }).filter(({ status }) => status === 429).length;
  checks.equal(refused, 0, 'calls that Autotask refused as too many');
  const middle = [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  return { budgetGauge: gauge, urgentSaveMs: Math.round(middle), refusedAsTooMany: refused };
}

async function saveCompany({ api, integrationId }: AutotaskStory, name: string): Promise<number> {
  const began = performance.now();
  const { id } = await api.post<RecordView>('/v1/companies', { name, telephone: '555-0100' });
  await inStep(api, `/v1/companies/${id}`, integrationId);
  return performance.now() - began;
}

function gaugeWhere(story: AutotaskStory, holds: (gauge: Gauge) => boolean): Promise<Gauge> {
  return eventually(async () => {
    const gauge = await story.api.get<Gauge>(`${pathOf(story)}/budget`);
    if (!holds(gauge)) throw new Error(`the gauge is ${JSON.stringify(gauge)}`);
    return gauge;
  }, LIMIT);
}
