import { eventually } from '@psa-bridge/testing';
import { pathOf, runEnded, synchronize, type RecordPage, type SyncRunView } from '../../platform/journeys.ts';
import { callsByEntity, seconds } from '../../scenario-run/figures.ts';
import { countedCalls, limitAnswers, type Chapter, type HaloStory } from './story.ts';

/** How much longer than the limit itself a full sync may take. */
const MOST_TIMES_THE_FLOOR = 1.2;
const PATIENCE = { timeoutMs: 480_000, everyMs: 500 };
/** Lists, look-ups and the test of what a list hears, beyond the details. */
const CALLS_BESIDE_DETAILS = 250;
/** Lists, and the details of what changed right before the last run, which is looked at once more. */
const MOST_LOOK_CALLS = 25;

/** What is read, by which entity it is there and by which paths here. */
const READ = [
  ['Client', {}, ['companies']],
  ['Users', { isgeneraluser: false }, ['contacts']],
  // What recurs is a service here.
  ['Item', {}, ['products', 'services']],
] as const;

export const everythingRead: Chapter = async (story) => {
  const { api, halo, integration, checks, allowance, progress } = story;
  halo.control.resetCounters({});
  const startedAt = performance.now();
  const told = every(20, ({ done, total }: { done: number; total: number }) => progress(`full sync: ${done} of ${total}`));
  const { id: runId } = await api.post<SyncRunView>(`${pathOf(integration)}/sync`, { kind: 'full' });
  const run = await runEnded(api, { ...integration, runId }, told, PATIENCE);
  const fullSyncSeconds = seconds(startedAt);
  checks.equal(run.state, 'completed', 'the full sync');
  const spent = countedCalls(story);
  // The first allowance may be spent at once; what is beyond comes with the windows after it.
  const floorSeconds = (Math.max(0, spent - allowance.calls) / allowance.calls) * (allowance.ms / 1_000);
  const timesTheFloor = round(fullSyncSeconds / floorSeconds);
  checks.that(timesTheFloor <= MOST_TIMES_THE_FLOOR, `the full sync took ${timesTheFloor} times what the limit allows`);
  checks.equal(limitAnswers(story), 0, 'answers 429 in the full sync');
  const duplicates = await countDuplicates(story);
  checks.equal(duplicates, 0, 'duplicates after the full sync');
  return {
    ...{ fullSyncSeconds, fullSyncCalls: spent, floorSeconds: round(floorSeconds), timesTheFloor, duplicates },
    callsPerSecond: round(spent / fullSyncSeconds),
    callsByEntity: callsByEntity(halo.control),
  };
};

/** Each entity of HaloPSA stands for one record here. */
async function countDuplicates({ api, halo, checks }: HaloStory): Promise<number> {
  let duplicates = 0;
  for (const [entity, where, paths] of READ) {
    const there = halo.control.count({ entity, where });
    const pages = await Promise.all(paths.map((path) => api.get<RecordPage>(`/v1/${path}?size=1`)));
    const here = pages.reduce((sum, { total }) => sum + total, 0);
    checks.that(here >= there, `${paths.join(' and ')}: ${here} here, ${there} in HaloPSA`);
    duplicates += Math.max(0, here - there);
  }
  return duplicates;
}

/** Nothing changed: only lists are read, and the details of what changed right before the last run. */
export const readAgain: Chapter = async (story) => {
  const { api, integration, checks, halo, progress } = story;
  const startedAt = performance.now();
  halo.control.resetCounters({});
  const run = await synchronize(api, integration, 'full');
  checks.equal(run.state, 'completed', 'the second full sync');
  const secondFullSyncCalls = countedCalls(story);
  progress(`a full sync without changes spent ${secondFullSyncCalls} calls`);
  checks.that(secondFullSyncCalls <= CALLS_BESIDE_DETAILS, `a full sync without changes spent ${secondFullSyncCalls} calls`);
  const duplicates = await countDuplicates(story);
  checks.equal(duplicates, 0, 'duplicates after the second full sync');
  checks.equal(limitAnswers(story), 0, 'answers 429 in the second full sync');
  return {
    ...{ secondFullSyncCalls, secondFullSyncSeconds: seconds(startedAt) },
    callsByEntityAgain: callsByEntity(halo.control),
  };
};

/**
 * What an hour's looks cost while nothing changes: what no webhook tells of is read by itself (SY-22), for the full sync took longer
 * than the hour, and companies and contacts are asked for.
 */
export const hourlyLook: Chapter = async (story) => {
  const { api, integration, checks, progress } = story;
  const byItself = await eventually(async () => {
    const { items } = await api.get<{ items: readonly SyncRunView[] }>(`${pathOf(integration)}/sync`);
    const ended = items.find(({ kind, state }) => kind === 'delta' && state !== 'running');
    if (!ended) throw new Error('no reading has come by itself yet');
    return ended;
  }, PATIENCE);
  checks.equal(byItself.state, 'completed', 'the reading that came by itself');
  const run = await synchronize(api, integration, 'delta');
  checks.equal(run.state, 'completed', 'the look for changes');
  const [hourlyReadingCalls, lookForChangesCalls] = [byItself.callsSpent, run.callsSpent];
  progress(`without changes an hourly reading spent ${hourlyReadingCalls} calls, a look for changes ${lookForChangesCalls}`);
  for (const calls of [hourlyReadingCalls, lookForChangesCalls])
    checks.that(calls <= MOST_LOOK_CALLS, `a look without changes spent ${calls} calls`);
  return { hourlyReadingCalls, lookForChangesCalls };
};

function every<Given>(nth: number, act: (given: Given) => void): (given: Given) => void {
  let asked = 0;
  return (given) => {
    if (asked % nth === 0) act(given);
    asked += 1;
  };
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
