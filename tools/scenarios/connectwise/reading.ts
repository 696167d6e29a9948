import { eventually } from '@psa-bridge/testing';
import { pathOf, synchronize, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { callsByEntity, seconds } from '../../scenario-run/figures.ts';
import type { Chapter, ConnectWiseStory } from './story.ts';

const PAGE = 1_000;
/** Calls beyond the pages that one entity type may cost in a full sync. */
const CALLS_BESIDE_PAGES = 12;
const DELTA_CALLS = 10;
/** More than a full sync takes, so that it meets the limit to its end. */
const LIMITED_CALLS = 200;
/** Companies and contacts alone have nearly as many pages. */
const LIMITED_AT_LEAST = 20;
const PAGED = '/(company/companies|company/contacts|procurement/catalog)$';

/** What is read, by which path it is here and by which entity there. */
const READ = [
  ['companies', 'Company'],
  ['contacts', 'Contact'],
] as const;

export const everythingRead: Chapter = async ({ api, connectWise, integration, checks, progress }) => {
  connectWise.control.resetCounters({});
  const startedAt = performance.now();
  const run = await synchronize(api, integration, 'full', ({ done, total }) => progress(`full sync: ${done} of ${total}`));
  const fullSyncSeconds = seconds(startedAt);
  checks.equal(run.state, 'completed', 'the full sync');
  const calls = callsByEntity(connectWise.control);
  for (const [path, entity] of READ) {
    const expected = connectWise.control.count({ entity });
    checks.equal((await api.get<RecordPage>(`/v1/${path}?size=1`)).total, expected, `${path} here after the full sync`);
    const [spent, most] = [calls[entity] ?? 0, Math.ceil(expected / PAGE) + CALLS_BESIDE_PAGES];
    checks.that(spent <= most, `${entity} cost ${spent} calls instead of at most ${most}`);
  }
  await sample({ api, connectWise, integration, checks });
  return { fullSyncSeconds, fullSyncCalls: run.callsSpent, callsByEntity: calls };
};

/** Bulk work never gives up for a limit (CW-60): all is read once more while ConnectWise refuses every second page of it. */
export const limitedAllTheTime: Chapter = async ({ api, connectWise, integration, checks, progress }) => {
  // Each fault sees only the calls that none before it strikes.
  for (let nth = 2; nth <= LIMITED_CALLS; nth += 1)
    connectWise.control.addFault({ match: { path: PAGED, nth }, action: { kind: 'status', status: 429 }, times: 1 });
  const startedAt = performance.now();
  const run = await synchronize(api, integration, 'full');
  const limitedSyncSeconds = seconds(startedAt);
  const limitedCalls = connectWise.control.listFaults({}).filter(({ struck }) => struck > 0).length;
  connectWise.control.clearFaults({});
  progress(`all was read once more in ${limitedSyncSeconds} s, with ${limitedCalls} calls refused for the limit`);
  checks.equal(run.state, 'completed', 'CW-60: the full sync under the limit');
  checks.that(limitedCalls >= LIMITED_AT_LEAST, `CW-60: the limit was met ${limitedCalls} times only`);
  for (const [path, entity] of READ) {
    const { total } = await api.get<RecordPage>(`/v1/${path}?size=1`);
    checks.equal(total, connectWise.control.count({ entity }), `${path} here after the full sync under the limit`);
  }
  return { limitedSyncSeconds, limitedCalls };
};

/** Some companies are compared with what ConnectWise holds. */
async function sample({ api, connectWise, integration, checks }: Omit<ConnectWiseStory, 'progress'>): Promise<void> {
  const { items } = await api.get<RecordPage>('/v1/companies?size=20&sort=name');
  for (const company of items) {
    const id = Number(company.sync[integration.integrationId]?.externalId);
    checks.equal(company['name'], connectWise.control.get({ entity: 'Company', id })?.['name'], `the name of company ${id}`);
  }
}

export const quietDelta: Chapter = async ({ api, connectWise, integration, checks, progress }) => {
  const revisions = async (): Promise<unknown> =>
    (await api.get<RecordPage>('/v1/companies?size=100&sort=name')).items.map(({ id, revision }) => [id, revision]);
  const before = await revisions();
  connectWise.control.resetCounters({});
  const run = await synchronize(api, integration, 'delta');
  const deltaCalls = Object.values(callsByEntity(connectWise.control)).reduce((all, count) => all + count, 0);
  progress(`a delta without changes spent ${deltaCalls} calls`);
  checks.equal(run.state, 'completed', 'the delta sync');
  checks.that(deltaCalls <= DELTA_CALLS, `a delta without changes spent ${deltaCalls} calls instead of at most ${DELTA_CALLS}`);
  checks.equal(await revisions(), before, 'revisions after a delta without changes');
  return { deltaCalls };
};

export const callbackArrives: Chapter = async ({ api, connectWise, integration, progress }) => {
  await api.post(`${pathOf(integration)}/webhooks`);
  const company = (await api.get<RecordPage>('/v1/companies?size=1&sort=name')).items[0];
  if (!company) throw new Error('There is no company to change.');
  const startedAt = performance.now();
  const id = Number(company.sync[integration.integrationId]?.externalId);
  connectWise.control.patch({ entity: 'Company', id, values: { phoneNumber: '5550199' } });
  await eventually(
    async () => {
      const { telephone } = await api.get<RecordView>(`/v1/companies/${company.id}`);
      if (telephone !== '5550199') throw new Error(`the telephone is ${String(telephone)}`);
    },
    { timeoutMs: 30_000 },
  );
  const callbackSeconds = seconds(startedAt);
  progress('a change made in ConnectWise arrived by callback');
  return { callbackSeconds };
};
