import { createAutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { RecordPage } from '../../platform/journeys.ts';
import { credentialsOf } from '../../platform/simulated-autotask.ts';
import { LIMIT, pathOf, type AutotaskStory, type Figures } from './story.ts';

interface Preview {
  stage: string;
  plan: { state: string; types: readonly { type: string; matches: number; conflicts: number }[] };
}

interface Conflict {
  id: string;
}

/**
 * The integration moves to another Autotask database, where the first company is known under another id: its credentials are
 * refused as such, the preview matches it, and once confirmed the record stands for it there.
 */
export async function databaseMoved(story: AutotaskStory): Figures {
  const { api, autotask, integrationId, checks, progress } = story;
  const seed = { companies: 0, contactsPerCompany: 0, products: 0, services: 1, opportunities: 0, quotes: 0, tickets: 0 };
  const other = createAutotaskSimulator({ seed, database: 2, limits: { tierDelaysMs: [0, 0] } });
  await other.start();
  try {
    const [company] = autotask.control.list({ entity: 'Companies', afterId: 0, limit: 1 });
    const name = String(company?.values['companyName']);
    const values = { companyName: name, phone: '555-0100', companyType: 1, ownerResourceID: 4 };
    const { id: there } = other.control.create({ entity: 'Companies', id: 900_000, values });
    const credentials = { ...credentialsOf(other), zoneUrl: other.zoneUrl() };
    const refused = await api.request('PUT', `${pathOf(story)}/credentials`, { body: credentials });
    checks.equal(refused.status, 409, "the other database's credentials as new ones of the integration");
    await api.post(`${pathOf(story)}/move`, credentials);
    const preview = await ready(story);
    progress('the move is previewed');
    const { items } = await api.get<{ items: Conflict[] }>(`${pathOf(story)}/first-connect/items?outcome=conflict&size=200`);
    const decisions = items.map(({ id: itemId }) => ({ itemId, recordId: null }));
    await api.post(`${pathOf(story)}/move/confirm`, { decisions });
    await eventually(async () => {
      const { items: found } = await api.get<RecordPage>(`/v1/companies?query=${encodeURIComponent(name)}&size=50`);
      const ids = found.map(({ sync }) => sync[integrationId]?.externalId);
      if (!ids.includes(String(there))) throw new Error(`${name} stands for ${ids.join(', ')}`);
    }, LIMIT);
    progress('the records stand for entities of the other database');
    return { movePreview: preview.plan.types };
  } finally {
    await other.stop();
  }
}

function ready(story: AutotaskStory): Promise<Preview> {
  return eventually(async () => {
    const preview = await story.api.get<Preview>(`${pathOf(story)}/move`);
    if (preview.plan.state !== 'ready') throw new Error(`the preview is ${preview.plan.state}`);
    return preview;
  }, LIMIT);
}
