import { eventually } from '@psa-bridge/testing';
import type { RecordPage } from '../../platform/journeys.ts';
import type { AutotaskStory } from './story.ts';

interface Report {
  callsSpent: number;
  problem?: { message: string };
  repairs: readonly { entityType: string; cause: string; outcome: string }[];
  backfills: readonly { reason: string; read: number; unseen: number; calls: number; finishedAt?: string }[];
}

const LIMIT = { timeoutMs: 120_000, everyMs: 250 };
const COMPANIES = 60;
const CONTACTS = 60;
const DROPPED_PERCENT = 30;
/** Readings in all: one for each type and wait, not one for each change that was lost. */
const MOST_READINGS = 40;
/** What checks, repairs and readings may spend in all. */
const MOST_CALLS = 150;

/**
 * Companies and contacts are edited in Autotask while 30 % of the deliveries are lost; half way through, somebody deletes the
 * webhook for companies and nobody is told. Every edit arrives all the same, within bounded calls.
 */
export async function webhooksKeptHonest(story: AutotaskStory): Promise<Record<string, unknown>> {
  const { api, autotask, integrationId, progress } = story;
  await api.post(`/v1/integrations/autotask/${integrationId}/webhooks`);
  autotask.control.setWebhookDelivery({ dropPercent: DROPPED_PERCENT, dropDeactivated: true });
  autotask.control.resetCounters();
  const startedAt = performance.now();
  edit(story, 'first');
  await autotask.control.awaitWebhooks({});
  const [webhook] = autotask.control.list({ entity: 'CompanyWebhooks' });
  autotask.control.remove({ entity: 'CompanyWebhooks', id: webhook?.id ?? 0 });
  progress('the webhook for companies is deleted in Autotask, and 30 % of all deliveries are lost');
  const untold = edit(story, 'second');
  await mended(story);
  progress('the webhook is back');
  await allArrived(story, untold);
  progress('what it could not tell has arrived');
  await allArrived(story, edit(story, 'third'));
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  progress('every edit has arrived');
  const figures = { ...(await conclusions(story)), webhookSeconds: seconds };
  autotask.control.setWebhookDelivery({ dropPercent: 0, dropDeactivated: false });
  return figures;
}

type Expected = Readonly<Record<'companies' | 'contacts', ReadonlyMap<string, string>>>;

/** Every company and contact of the story is edited once more. */
function edit({ autotask }: AutotaskStory, round: string): Expected {
  const patched = (entity: string, field: string, count: number): ReadonlyMap<string, string> => {
    const rows = autotask.control.list({ entity, afterId: 0, limit: count });
    return new Map(
      rows.map(({ id }) => {
        const value = `555-${round}-${id}`;
        autotask.control.patch({ entity, id, values: { [field]: value } });
        return [String(id), value];
      }),
    );
  };
  return { companies: patched('Companies', 'phone', COMPANIES), contacts: patched('Contacts', 'title', CONTACTS) };
}

async function report({ api, integrationId }: AutotaskStory): Promise<Report> {
  return api.get<Report>(`/v1/integrations/autotask/${integrationId}/webhooks/report`);
}

async function mended(story: AutotaskStory): Promise<void> {
  await eventually(async () => {
    const { repairs } = await report(story);
    const isMended = repairs.some(
      ({ entityType, cause, outcome }) => entityType === 'company' && cause === 'missing' && outcome === 'repaired',
    );
    if (!isMended) throw new Error(`repairs so far: ${JSON.stringify(repairs)}`);
  }, LIMIT);
}

async function allArrived(story: AutotaskStory, expected: Expected): Promise<void> {
  for (const [path, field] of [
    ['companies', 'telephone'],
    ['contacts', 'jobTitle'],
  ] as const) {
    const missing = await eventually(async () => {
      const left = await notArrived(story, path, { field, expected: expected[path] });
      if (left.length > 0) throw new Error(`${left.length} of ${expected[path].size} ${path} have not arrived`);
      return left;
    }, LIMIT).catch((error: unknown) => [String(error)]);
    story.checks.equal(missing, [], `${path} whose last edit did not arrive`);
  }
}

async function notArrived(
  { api, integrationId }: AutotaskStory,
  path: 'companies' | 'contacts',
  { field, expected }: { field: string; expected: ReadonlyMap<string, string> },
): Promise<readonly string[]> {
  const here = new Map<string, unknown>();
  for (let from = 0, total = 1; from < total; from += 200) {
    const page = await api.get<RecordPage>(`/v1/${path}?from=${from}&size=200`);
    for (const record of page.items) here.set(record.sync[integrationId]?.externalId ?? '', record[field]);
    total = page.total;
  }
  return [...expected].flatMap(([id, value]) => (here.get(id) === value ? [] : [id]));
}

async function conclusions(story: AutotaskStory): Promise<Record<string, unknown>> {
  const { autotask, checks } = story;
  const { callsSpent, repairs, backfills, problem } = await report(story);
  const lines = autotask.control.webhookReports({});
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const lost = sum(lines.map(({ dropped }) => dropped));
  checks.that(lost > 0, 'deliveries were lost');
  checks.equal(problem?.message, undefined, 'the problem that the report shows');
  checks.that(backfills.length <= MOST_READINGS, `${backfills.length} readings instead of at most ${MOST_READINGS}`);
  checks.that(callsSpent <= MOST_CALLS, `webhooks cost ${callsSpent} calls instead of at most ${MOST_CALLS}`);
  const { calls } = autotask.control.counters({}) as { calls: Record<string, Record<string, number>> };
  return {
    webhookEdits: 3 * (COMPANIES + CONTACTS),
    webhookDeliveries: sum(lines.map(({ delivered }) => delivered)),
    webhookDeliveriesLost: lost,
    webhookReadings: backfills.length,
    webhookReadingCalls: sum(backfills.map((backfill) => backfill.calls)),
    webhookUnseenFound: sum(backfills.map(({ unseen }) => unseen)),
    webhookRepairs: repairs.map(({ entityType, cause, outcome }) => `${entityType}: ${cause}, ${outcome}`),
    webhookKeepingCalls: callsSpent,
    webhookCallsInAll: sum(Object.values(calls).map((kinds) => sum(Object.values(kinds)))),
  };
}
