import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eventually } from '@psa-bridge/testing';
import { changePage, runEnded, runOf, type RecordPage, type SyncRunView } from '../../platform/journeys.ts';
import type { ServiceProcesses } from '../../platform/processes.ts';
import { LIMIT, pathOf, recordOf, refusalOf, rowsThere, type AutotaskStory, type Figures } from './story.ts';

/** A story whose services can be killed and started again. */
export type StoryOfProcesses = AutotaskStory & { services: ServiceProcesses };

interface Parts {
  parts: readonly { key: string; label: string; imported: number; groups: Readonly<Record<string, number>> }[];
}

/** So slowly does Autotask answer that the run is killed in the middle of it. */
const SLOW_MS = 1_500;
const NO_CATALOGUE = 'No product catalogue is configured.';

/**
 * Point 1: what is mapped comes in as one run that counts each role and category while it runs; the connector is killed in the
 * middle of it, and another process goes on (AT-35, AT-36). That one has a catalogue, by which products are completed (AT-33).
 */
export async function catalogueImported(story: StoryOfProcesses): Figures {
  const { progress } = story;
  await refusedWithoutCatalogue(story);
  const folder = await mkdtemp(path.join(tmpdir(), 'psa-bridge-catalogue-'));
  try {
    const file = path.join(folder, 'catalogue.csv');
    const [bare, ...others] = rowsThere(story, 'Products', 'productCategory', 1);
    await writeFile(file, `mpn,manufacturer,msrp\n${String(bare?.['manufacturerProductName'])},Catalogue Makers,99.90\n`);
    const imported = await importedThroughKill(story, file);
    progress('the import was killed and went on in another process');
    story.autotask.control.patch({ entity: 'Products', id: bare?.id ?? 0, values: { manufacturerName: null, msrp: null } });
    await enriched(story, bare?.id ?? 0);
    progress('a product is completed from the catalogue');
    return { ...imported, productsOfCategory: others.length + 1, stockLevels: await stockRead(story) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** AT-33 */
async function refusedWithoutCatalogue(story: AutotaskStory): Promise<void> {
  const { api, checks } = story;
  const page = `${pathOf(story)}/pages/data-import`;
  const { headers, body } = await api.request<{ settings: object }>('GET', page);
  const { status, problems = [] } = await refusalOf(story, 'PUT', page, {
    body: { ...body.settings, enrichWithMpn: true },
    headers: { 'if-match': headers.get('etag') ?? '' },
  });
  checks.equal([status, problems[0]?.field], [400, 'body.enrichWithMpn'], 'AT-33: enrichment without a catalogue');
  checks.that(problems[0]?.message.startsWith(NO_CATALOGUE) === true, `AT-33: the problem says "${NO_CATALOGUE}"`);
}

async function importedThroughKill(story: StoryOfProcesses, catalogue: string): Figures {
  const { api, autotask, services, integrationId, checks } = story;
  const fault = autotask.control.addFault({
    ...{ match: { entity: 'Products', operation: 'query' }, times: null },
    action: { kind: 'slow', ms: SLOW_MS },
  });
  autotask.control.resetCounters();
  const before = await countsOf(story);
  const { id: runId } = await api.post<SyncRunView>(`${pathOf(story)}/import`, {});
  const during = await eventually(async () => {
    const { phases } = await runOf(api, { provider: 'autotask', integrationId, runId });
    if (!phases.some(({ label, done }) => label.startsWith('Products of') && done > 0)) throw new Error('no product is here yet');
    return countsOf(story);
  }, LIMIT);
  const second = await refusalOf(story, 'POST', `${pathOf(story)}/import`, { body: {} });
  checks.equal([second.status, second.detail], [409, 'Already synchronizing'], 'SY-30: a second import while one runs');
  await services.kill('autotask-connector');
  autotask.control.removeFault({ id: fault });
  const killedAt = performance.now();
  await services.start('autotask-connector', { PRODUCT_CATALOGUE_FILE: catalogue });
  const run = await runEnded(api, { provider: 'autotask', integrationId, runId });
  const resumedMs = Math.round(performance.now() - killedAt);
  const after = await countsOf(story);
  checks.equal(run.state, 'completed', 'AT-36: the import whose process was killed');
  const sum = (counts: Counts): number => Object.values(counts).reduce((all, one) => all + one, 0);
  checks.equal(sum(before), 0, 'AT-35: entities that stand here before the import');
  checks.that(sum(during) > 0 && sum(during) < sum(after), `AT-35: counts grow while it runs: ${sum(during)} of ${sum(after)}`);
  checks.equal(after, expectedOf(story), 'AT-35: entities that stand here of each role, category and service');
  const { calls } = autotask.control.counters() as { calls: Record<string, Record<string, number>> };
  checks.equal(calls['Roles']?.['query'], 1, 'AT-36: readings of the roles, which were here before the kill');
  return { imported: sum(after), importedAtKill: sum(during), importCalls: run.callsSpent, importResumedMs: resumedMs };
}

type Counts = Readonly<Record<string, number>>;

/** How many stand here by role, product category and service. */
async function countsOf(story: AutotaskStory): Promise<Counts> {
  const { parts } = await story.api.get<Parts>(`${pathOf(story)}/import`);
  return Object.fromEntries(parts.flatMap(({ groups }) => Object.entries(groups)).sort());
}

/** The same by what Autotask has. */
function expectedOf(story: AutotaskStory): Counts {
  const active = (entity: string) => rowsThere(story, entity, 'isActive', true);
  return Object.fromEntries(
    [
      ...active('Roles').map(({ id }) => [`role:${id}`, 1] as const),
      ...active('Services').map(({ id }) => [`service:${id}`, 1] as const),
      ...Object.entries(Object.groupBy(active('Products'), (row) => `product_category:${String(row['productCategory'])}`)).map(
        ([group, rows = []]) => [group, rows.length] as const,
      ),
    ].sort(),
  );
}

async function enriched(story: AutotaskStory, productId: number): Promise<void> {
  const { api, integrationId, checks } = story;
  const page = { provider: 'autotask', integrationId, page: 'data-import' } as const;
  await changePage(api, page, { enrichWithMpn: true });
  const { id: runId } = await api.post<SyncRunView>(`${pathOf(story)}/import`, { parts: ['products:1'] });
  const run = await runEnded(api, { provider: 'autotask', integrationId, runId });
  checks.equal([run.state, run.phases.length], ['completed', 1], 'AT-36: the import of one category alone');
  const { mpn, manufacturer, msrp } = await recordOf(story, 'products', productId);
  checks.equal(
    [manufacturer, msrp],
    ['Catalogue Makers', '99.90'],
    `AT-33: product ${String(mpn)} with what the catalogue knows`,
  );
  await changePage(api, page, { enrichWithMpn: false });
}

/** AT-40: the stock of the chosen location. */
async function stockRead(story: AutotaskStory): Promise<number> {
  const { api, integrationId, checks } = story;
  const { id: runId } = await api.post<SyncRunView>(`${pathOf(story)}/inventory`, {});
  await runEnded(api, { provider: 'autotask', integrationId, runId });
  const { total } = await api.get<RecordPage>('/v1/stock-levels?size=1');
  checks.equal(total, story.autotask.control.count({ entity: 'InventoryProducts' }), 'AT-40: stock levels here');
  return total;
}
