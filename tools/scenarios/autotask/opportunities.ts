import { setTimeout } from 'node:timers/promises';
import { systemClock } from '@psa-bridge/core';
import { createMongoStore } from '@psa-bridge/persistence';
import { createRecordStore } from '@psa-bridge/records';
import { captureLogger, eventually } from '@psa-bridge/testing';
import { linkOpportunities } from '../../../services/autotask-connector/test/linked-opportunities.ts';
import { changePage, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { seconds } from '../../scenario-run/figures.ts';
import { recordOf, type AutotaskStory, type Figures } from './story.ts';

/** A story that knows the services' database, and the windows of the connector in milliseconds. */
export type StoryOfOpportunities = AutotaskStory & {
  database: { uri: string; name: string };
  windows: { hourMs: number; everyMs: number; rereadEveryMs: number };
};

const LIMIT = { timeoutMs: 120_000, everyMs: 250 };
const LINKED = 5_000;
/** The vendor's largest page. */
const READ_AT_ONCE = 500;
const ACTIVE = 1;
const DAY_MS = 24 * 60 * 60 * 1_000;
const MOST_CALLS_AN_HOUR = 40;
const FIRST_STAGE = 29_683_451;
const STAGES = [29_683_452, 29_683_453] as const;

/**
 * Point 7: of 5,000 linked opportunities, changes are read back once it is switched on (AT-80). A stage that is changed in Autotask
 * arrives whether or not the edit moves `lastActivity`, and an hour without a change costs few calls.
 */
export async function opportunityChangesReadBack(story: StoryOfOpportunities): Figures {
  const { api, autotask, integrationId, checks, progress } = story;
  const page = { provider: 'autotask', integrationId, page: 'opportunity' } as const;
  const startedAt = performance.now();
  const deals = await dealsLinked(story);
  progress(`${LINKED} opportunities are linked`);
  const figures: Record<string, unknown> = { opportunitiesLinked: LINKED, opportunityLinkSeconds: seconds(startedAt) };
  await changePage(api, page, { readOpportunityChanges: true });
  for (const [index, moves] of [true, false].entries()) {
    autotask.control.setSwitches({ opportunityEditMovesLastActivity: moves });
    figures[moves ? 'opportunityDatedMs' : 'opportunityUndatedMs'] = await stageArrives(
      story,
      deals[index],
      STAGES[index] ?? STAGES[0],
    );
    progress(`a stage changed in Autotask arrived, where the edit ${moves ? 'moves' : 'does not move'} lastActivity`);
  }
  autotask.control.setSwitches({ opportunityEditMovesLastActivity: true });
  const cost = await costWithoutChange(story);
  progress(`an hour without a change cost ${cost.anHour} calls`);
  checks.equal(await dealsHere(story), LINKED, 'opportunities here');
  checks.that(cost.reading >= LINKED / READ_AT_ONCE, `one reading of all took ${cost.reading} calls, too few for all`);
  for (const [hour, calls] of [
    ['that went by', cost.anHour],
    ['by the rhythm', cost.byRhythm],
  ] as const)
    checks.that(calls <= MOST_CALLS_AN_HOUR, `an hour ${hour} cost ${calls} calls instead of at most ${MOST_CALLS_AN_HOUR}`);
  await changePage(api, page, { readOpportunityChanges: false });
  return { ...figures, opportunityCalls: cost };
}

/**
 * As many open ones are linked as the rule speaks of, those of the chapters before among them.
 * @returns two that were made long ago: what was made just now is found by the date of its making
 */
async function dealsLinked(story: StoryOfOpportunities): Promise<readonly RecordView[]> {
  const { api, autotask, integrationId } = story;
  const { items } = await api.get<RecordPage>('/v1/companies?size=100');
  const companies = items.flatMap(({ sync }) => sync[integrationId]?.externalId ?? []);
  const createDate = new Date(Date.now() - DAY_MS).toISOString();
  autotask.control.setSwitches({ opportunityEditMovesLastActivity: false });
  const here = await dealsHere(story);
  const made: number[] = [];
  for (let count = here; count < LINKED; count += 1) {
    const companyID = Number(companies[count % companies.length]);
    const values = { ...openDeal(), companyID, createDate, title: titleOf(count) };
    const { id } = autotask.control.create({ entity: 'Opportunities', values });
    autotask.control.patch({ entity: 'Opportunities', id, values: { lastActivity: createDate } });
    made.push(id);
  }
  await linkedInDatabase(story);
  const pick = made.slice(0, STAGES.length);
  return Promise.all(pick.map((id, index) => recordOf(story, `opportunities?query=${titleOf(here + index)}`, id)));
}

function titleOf(count: number): string {
  return `Demo${String(count).padStart(4, '0')}`;
}

async function dealsHere({ api }: AutotaskStory): Promise<number> {
  return (await api.get<RecordPage>('/v1/opportunities?size=1')).total;
}

function openDeal(): Readonly<Record<string, string | number>> {
  const startDate = new Date().toISOString().slice(0, 10);
  return { stage: FIRST_STAGE, status: ACTIVE, startDate, projectedCloseDate: startDate, probability: 50, amount: 100, cost: 50 };
}

/** Straight into the records of the services, for no sync brings opportunities in. */
async function linkedInDatabase({ api, autotask, integrationId, database }: StoryOfOpportunities): Promise<void> {
  const { tenant } = await api.get<{ tenant: { id: string } }>('/v1/auth/me');
  const { logger } = captureLogger();
  const store = createMongoStore({ uri: database.uri, databaseName: database.name, clock: systemClock, logger });
  try {
    const records = createRecordStore({ store, clock: systemClock, source: 'scenario' }).forTenant(tenant.id);
    await linkOpportunities({ records, simulator: autotask, integrationId, seenAt: systemClock.now() });
  } finally {
    await store.close();
  }
}

/** @returns after how many milliseconds */
async function stageArrives(story: AutotaskStory, deal: RecordView | undefined, stage: number): Promise<number> {
  const { api, autotask, integrationId } = story;
  const startedAt = performance.now();
  const id = Number(deal?.sync[integrationId]?.externalId);
  autotask.control.patch({ entity: 'Opportunities', id, values: { stage } });
  await eventually(async () => {
    const now = await api.get<RecordView>(`/v1/opportunities/${deal?.id ?? ''}`);
    if (now['stage'] !== String(stage)) throw new Error(`the stage is ${String(now['stage'])} instead of ${stage}`);
  }, LIMIT);
  return Math.round(performance.now() - startedAt);
}

interface Cost {
  /** Within one window of the allowance, as it went by. */
  anHour: number;
  /** The dearest look that only asks what changed, and the dearest that reads all linked ones again. */
  question: number;
  reading: number;
  /** Those two, as often as the rhythm has them in an hour. */
  byRhythm: number;
}

/** What looking for changes costs while there are none. */
async function costWithoutChange({ autotask, windows }: StoryOfOpportunities): Promise<Cost> {
  const { hourMs, everyMs, rereadEveryMs } = windows;
  autotask.control.resetCounters();
  await setTimeout(hourMs);
  const calls = autotask.control.calls({ entity: 'Opportunities', limit: 5_000 });
  const looks = looksOf(calls, everyMs / 4);
  const dearest = (some: readonly Look[]): number => Math.max(0, ...some.map(({ length }) => length));
  const [question, reading] = [dearest(looks.filter((look) => !isReading(look))), dearest(looks.filter(isReading))];
  const readings = hourMs / rereadEveryMs;
  return { anHour: calls.length, question, reading, byRhythm: question * (hourMs / everyMs - readings) + reading * readings };
}

type Look = readonly { at: string; body: string }[];

/** The calls of a look follow each other; between two looks there is a pause. */
function looksOf(calls: Look, pauseMs: number): readonly Look[] {
  const begins = calls.flatMap(({ at }, index) => {
    const before = calls[index - 1];
    return before && Date.parse(at) - Date.parse(before.at) < pauseMs ? [] : index;
  });
  return begins.map((begin, index) => calls.slice(begin, begins[index + 1]));
}

/** By id, instead of by date. */
function isReading(look: Look): boolean {
  return look.some(({ body }) => body.includes('"op":"in"'));
}
