import { eventually } from '@psa-bridge/testing';
import { changePage, openIssues, pathOf, type RecordPage, type RecordView } from '../../platform/journeys.ts';
import { callsByEntity } from '../../scenario-run/figures.ts';
import type { Chapter, HaloStory } from './story.ts';

/** The numbers that the simulated tenant gives the events of clients and users. */
const EVENTS = { companyEvents: [901, 902], contactEvents: [903, 904] };
const IN_TIME = { timeoutMs: 60_000 };

/** HP-16: a change there is here by a webhook. */
export const changeTold: Chapter = async ({ api, halo, integration, progress }) => {
  await changePage(api, { ...integration, page: 'webhooks' }, EVENTS);
  await api.post(`${pathOf(integration)}/webhooks`);
  const company = (await api.get<RecordPage>('/v1/companies?size=1&sort=name')).items[0];
  if (!company) throw new Error('There is no company to change.');
  const id = Number(company.sync[integration.integrationId]?.externalId);
  const name = `${String(company['name'])} renamed`;
  halo.control.patch({ entity: 'Client', id, values: { name } });
  await eventually(async () => {
    const { name: here } = await api.get<RecordView>(`/v1/companies/${company.id}`);
    if (here !== name) throw new Error(`the name is ${String(here)}`);
  }, IN_TIME);
  progress('a change made in HaloPSA arrived by webhook');
  return {};
};

/**
 * Deliveries that are not what they seem: one without credentials costs nothing. One with them about an entity that is as it was, as
 * whoever learnt path and password may send it, costs one reading.
 */
export const forgedHint: Chapter = async (story) => {
  const { api, halo, integration, checks, progress } = story;
  const [webhook] = halo.control.list({ entity: 'Webhook' });
  const company = (await api.get<RecordPage>('/v1/companies?size=1&sort=-name')).items[0];
  if (!company) throw new Error('There is no company to speak of.');
  const id = Number(company.sync[integration.integrationId]?.externalId);
  await halo.control.awaitWebhooks({});
  halo.control.resetCounters({});
  checks.equal(await deliver(webhook?.['url'], id), 401, 'a delivery without credentials');
  checks.equal(readings(story), 0, 'calls that a delivery without credentials cost');
  // Nothing that is read here changes, and HaloPSA tells of it all the same.
  halo.control.patch({ entity: 'Client', id, values: { notes: 'Nothing of ours' } });
  await eventually(() => Promise.resolve(demandCall(story)), IN_TIME);
  const { revision } = await api.get<RecordView>(`/v1/companies/${company.id}`);
  const forgedHintCalls = readings(story);
  checks.equal(forgedHintCalls, 1, 'calls that an idle hint cost');
  checks.equal(revision, company.revision, 'the revision after an idle hint');
  checks.equal((await openIssues(api)).length, 0, 'open issues');
  progress(`an idle hint cost ${forgedHintCalls} call`);
  return { forgedHintCalls };
};

/** Calls that read entities; webhooks are looked at besides. */
function readings({ halo }: HaloStory): number {
  const calls = callsByEntity(halo.control);
  return ['Client', 'Site', 'Users'].reduce((sum, entity) => sum + (calls[entity] ?? 0), 0);
}

function demandCall(story: HaloStory): void {
  if (readings(story) === 0) throw new Error('the hint is not read yet');
}

async function deliver(url: unknown, externalId: number): Promise<number> {
  if (typeof url !== 'string') throw new Error('HaloPSA has no webhook.');
  const body = JSON.stringify({ object_id: externalId, event: 'Client Updated', client: { id: externalId, name: 'Forged' } });
  const answer = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  await answer.arrayBuffer();
  return answer.status;
}
