import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import { synchronize, type RecordPage } from '../../platform/journeys.ts';
import type { IntegrationsJourney } from './integrations.ts';

const LIMIT = { timeoutMs: 60_000, everyMs: 250 };

/** The security level hides a part of the contacts and of the products: a full sync holds both for a person (architecture rule 8). */
export async function holdDeletions({ api, autotask }: IntegrationsJourney, integrationId: string): Promise<void> {
  hideSome(autotask, 'Contacts');
  hideSome(autotask, 'Products');
  // One that was begun by itself may be under way just then, and is waited for.
  await eventually(() => synchronize(api, { provider: 'autotask', integrationId }, 'full'), LIMIT);
  await eventually(async () => {
    const { items } = await api.get<{ items: { label: string }[] }>(`/v1/integrations/autotask/${integrationId}/held-deletions`);
    if (items.length < 2) throw new Error(`held are ${items.map(({ label }) => label).join(', ')}`);
  }, LIMIT);
}

function hideSome(autotask: AutotaskSimulator, entity: 'Contacts' | 'Products'): void {
  const ids = autotask.control.list({ entity, afterId: 0, limit: 1_000 }).map(({ id }) => id);
  autotask.control.hide({ entity, ids: ids.slice(0, Math.ceil(ids.length / 2)) });
}

/** The contacts are said to be there still, the products to be deleted: the ones stay as they are, the others are marked. */
export async function decideDeletions({ page, url, api, checks }: IntegrationsJourney, integrationId: string): Promise<void> {
  await page.goto(`${url}/integrations/autotask/${integrationId}/synchronize`);
  const held = page.getByRole('region', { name: 'Deletions that wait for you' });
  const decide = async (label: string, decision: string): Promise<void> => {
    const card = held.getByRole('alert').filter({ hasText: label });
    await card.getByRole('button', { name: decision }).click();
    await page.getByRole('dialog').getByRole('button', { name: decision }).click();
    await card.waitFor({ state: 'hidden' });
  };
  await decide('Contacts', 'They are still there');
  await decide('Products', 'Mark them as deleted');
  await held.waitFor({ state: 'hidden' });
  const markedOf = async (collection: string): Promise<number> => {
    const { items } = await api.get<RecordPage>(`/v1/${collection}?size=200`);
    return items.filter(({ sync }) => 'deletedAt' in (sync[integrationId] ?? {})).length;
  };
  checks.equal(await markedOf('contacts'), 0, 'contacts marked as deleted that are said to be there');
  checks.that((await markedOf('products')) > 0, 'products that are said to be deleted are marked');
}
