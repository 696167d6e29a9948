import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { credentialsOf } from '../../platform/simulated-autotask.ts';
import type { IntegrationsJourney } from './integrations.ts';
import { decideTheRest, typeCredentials } from './wizard.ts';

const MOVED = { timeout: 90_000 };

interface Moving extends IntegrationsJourney {
  integrationId: string;
  /** The database that Autotask lives in from now on. */
  other: AutotaskSimulator;
}

/**
 * Credentials of another database are refused, and lead to the comparison with it; given up, nothing has changed, and the page of
 * moves leads there again.
 */
export async function prepareMove({ page, url, api, other, integrationId, checks }: Moving): Promise<void> {
  const credentials = { provider: 'autotask', credentials: { ...credentialsOf(other), zoneUrl: other.zoneUrl() } } as const;
  const compare = page.getByRole('button', { name: 'Compare with the other database' });
  const confirm = page.getByRole('button', { name: 'Confirm the move' });
  await page.goto(`${url}/integrations/autotask/${integrationId}/connection`);
  await typeCredentials(page, credentials);
  await page.getByRole('button', { name: 'Save and test' }).click();
  await page.getByText('These credentials belong to another PSA database').waitFor();
  await compare.click();
  await confirm.waitFor();
  checks.that(page.url().endsWith('/move'), 'credentials of another database lead to the move');
  await page.getByRole('button', { name: 'Give the move up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Give the move up' }).click();
  await page.getByRole('heading', { name: 'Move to another database' }).waitFor();
  const { move } = await api.get<{ move?: object }>(`/v1/integrations/autotask/${integrationId}`);
  checks.that(move === undefined, 'a move that was given up is none');
  await typeCredentials(page, credentials);
  await compare.click();
  await confirm.waitFor();
}

/** Confirmed, it is watched until it is done. */
export async function carryOutMove({ page, url, api, integrationId, checks }: Moving): Promise<void> {
  const path = `/v1/integrations/autotask/${integrationId}`;
  const before = await api.get<{ fingerprint: string }>(path);
  await page.goto(`${url}/integrations/autotask/${integrationId}/connection`);
  await page.getByRole('link', { name: 'Look at the move' }).click();
  const confirm = page.getByRole('button', { name: 'Confirm the move' });
  await confirm.waitFor();
  await decideTheRest(page);
  await confirm.click();
  await page.getByRole('button', { name: 'Move now' }).click();
  await page.getByRole('heading', { name: /^Moving to/ }).waitFor();
  await page.getByText(/^Moved to/).waitFor(MOVED);
  const after = await api.get<{ fingerprint: string }>(path);
  checks.that(after.fingerprint !== before.fingerprint, 'the integration stands for the other database after the move');
}
