import type { AutotaskSimulator, ConnectWiseSimulator, HaloSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { Page } from 'playwright-core';
import type { ApiClient } from '../../platform/api-client.ts';
import { changePage } from '../../platform/journeys.ts';
import { credentialsOf } from '../../platform/simulated-autotask.ts';
import { connectWiseCredentialsOf } from '../../platform/simulated-connectwise.ts';
import { haloCredentialsOf } from '../../platform/simulated-halo.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import type { Place } from './looks.ts';
import { seesItsMatches, walkTheWizard, type Wizard } from './wizard.ts';

export interface IntegrationsJourney {
  page: Page;
  url: string;
  api: ApiClient;
  autotask: AutotaskSimulator;
  connectWise: ConnectWiseSimulator;
  halo: HaloSimulator;
  checks: Checks;
}

const LIMIT = { timeoutMs: 120_000, everyMs: 250 };
/** Stands twice here, so that nobody but a person can say which one is meant. */
const TWIN = 'Demo Twin Ltd';

/** Autotask, with a company that a person has to tell apart. */
export async function connectAutotaskByWizard(journey: IntegrationsJourney): Promise<string> {
  const { api, autotask, checks } = journey;
  await makeTwins(api, autotask);
  const wizard: Wizard = {
    ...{ provider: 'autotask', psa: 'Autotask', credentials: credentialsOf(autotask), secret: 'secret' },
    refusal: 'Autotask authentication error: please verify your credentials',
  };
  return walkTheWizard(journey, wizard, (page) => decideTheTwins(page, checks));
}

/** The others, once the companies of Autotask stand here: theirs are the same, and shown as such. */
export async function connectTheOthers(journey: IntegrationsJourney): Promise<{ connectwise: string; halo: string }> {
  const { connectWise, halo, checks } = journey;
  const decide = seesItsMatches(checks);
  const connectwise: Wizard = {
    ...{ provider: 'connectwise', psa: 'ConnectWise PSA', credentials: connectWiseCredentialsOf(connectWise) },
    ...{ secret: 'privateKey', refusal: 'ConnectWise authentication error: please verify your credentials' },
  };
  const halopsa: Wizard = {
    ...{ provider: 'halo', psa: 'HaloPSA', credentials: haloCredentialsOf(halo), secret: 'clientSecret' },
    refusal: 'HaloPSA authentication error: please verify your credentials',
  };
  return {
    connectwise: await walkTheWizard(journey, connectwise, decide),
    halo: await walkTheWizard(journey, halopsa, decide),
  };
}

async function makeTwins(api: ApiClient, autotask: AutotaskSimulator): Promise<void> {
  const values = { companyName: TWIN, companyType: 1, phone: '555-0123', ownerResourceID: 1, isActive: true };
  autotask.control.create({ entity: 'Companies', values });
  for (const street of ['1 Demo Street', '2 Demo Street'])
    await api.post('/v1/companies', { name: TWIN, telephone: '555-0123', address: { street } });
}

async function decideTheTwins(page: Page, checks: Checks): Promise<void> {
  const conflict = page.getByRole('combobox', { name: `Which record is ${TWIN}?` });
  await conflict.waitFor();
  const confirm = page.getByRole('button', { name: 'Confirm and let data flow' });
  checks.that(await confirm.isDisabled(), 'nothing is confirmed before every conflict is decided');
  await conflict.click();
  await page.getByRole('option', { name: TWIN }).first().click();
}

/** A full sync, watched as it goes without a reload. */
export async function watchASync({ page, checks }: IntegrationsJourney): Promise<void> {
  await page.getByRole('button', { name: 'Start: Full sync' }).click();
  await page
    .getByText('Running now')
    .or(page.getByRole('progressbar', { name: /Progress of the sync/ }))
    .first()
    .waitFor();
  const ended = page.getByRole('region', { name: 'Latest syncs' });
  await ended.getByText('Completed').first().waitFor({ timeout: LIMIT.timeoutMs });
  checks.that(await ended.getByText('calls spent').first().isVisible(), 'a sync says what it cost');
}

/** Two people on one page: what the other saved is explained, and both changes stand in the end. */
export async function saveOverSomebodyElse(journey: IntegrationsJourney, integrationId: string): Promise<void> {
  const { page, url, api, checks } = journey;
  const integration = { provider: 'autotask', integrationId } as const;
  await page.goto(`${url}/integrations/autotask/${integrationId}/purchase-order`);
  await page.getByRole('switch', { name: 'Create tickets' }).check();
  await changePage(api, { ...integration, page: 'purchase-order' }, { importTicketCharges: true });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const told = page.getByRole('alert').filter({ hasText: 'Somebody saved this page meanwhile' });
  await told.waitFor();
  checks.that((await told.textContent())?.includes('Import new ticket charges') === true, 'what the other changed is named');
  await page.getByRole('button', { name: 'Put my changes on top' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Everything is saved.').waitFor();
  await eventually(async () => {
    const { settings } = await api.get<{ settings: Record<string, unknown> }>(
      `/v1/integrations/autotask/${integrationId}/pages/purchase-order`,
    );
    if (settings['createTickets'] !== true || settings['importTicketCharges'] !== true)
      throw new Error(`one of two changes is lost: ${JSON.stringify(settings)}`);
  }, LIMIT);
}

export async function installWebhooks({ page, url, checks }: IntegrationsJourney, integrationId: string): Promise<void> {
  await page.goto(`${url}/integrations/autotask/${integrationId}/webhooks`);
  await page.getByRole('button', { name: 'Install or update webhooks' }).click();
  const installed = page.getByRole('table', { name: 'Installed webhooks' });
  await installed.getByText('Active').first().waitFor();
  checks.that(await page.getByRole('heading', { name: 'Report' }).isVisible(), 'what is installed is reported on (AT-103)');
}

const AUTOTASK_PAGES = [
  ...['connection', 'move', 'synchronize', 'billing-codes', 'data-import', 'inventories', 'opportunity'],
  ...['purchase-order', 'webhooks', 'invoices'],
];
const CONNECTWISE_PAGES = ['categories', 'companies', 'opportunity-status-mapping', 'callbacks', 'ticket-settings'];
const HALO_PAGES = ['move', 'products', 'opportunities', 'companies', 'quotes', 'account-codes', 'webhooks'];

interface Standing {
  autotask: string;
  connectwise: string;
  halo: string;
}

/** Every page of every integration that stands, for `lookAround`. */
export function integrationPlaces({ autotask, connectwise, halo }: Standing): readonly Place[] {
  const settled = async (page: Page): Promise<void> => {
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('status', { name: 'Loading …' }).first().waitFor({ state: 'hidden' });
  };
  const of = (provider: string, id: string, pages: readonly string[]) =>
    pages.map((page) => ({ name: `${provider}-${page}`, path: `/integrations/${provider}/${id}/${page}`, ready: settled }));
  return [
    { name: 'integrations', path: '/integrations', ready: settled },
    { name: 'connect', path: '/integrations/connect/autotask', ready: settled },
    { name: 'connect-preview', path: `/integrations/connect/autotask?integration=${autotask}&step=preview`, ready: settled },
    ...of('autotask', autotask, AUTOTASK_PAGES),
    ...of('connectwise', connectwise, CONNECTWISE_PAGES),
    ...of('halo', halo, HALO_PAGES),
  ];
}
