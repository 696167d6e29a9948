import type { Page } from 'playwright-core';
import { changePage, synchronize, type Connected } from '../../platform/journeys.ts';
import type { IntegrationsJourney } from './integrations.ts';
import { keepPicture, type Place } from './looks.ts';

interface Ids {
  autotask: string;
  connectwise: string;
  halo: string;
}

interface Choices {
  choices: Readonly<Record<string, readonly { key: string; label: string }[]>>;
}

const OURS = { prospects: 'Our prospects', vendors: 'Our vendors', clients: 'Our clients' };
const TYPES_IN = 'Company types that come in';
const LONG = { timeout: 60_000 };

/**
 * The mappings of Autotask go to ConnectWise (point 12): chosen and confirmed by the keyboard, shown before anything is set, taken
 * over although somebody saved meanwhile, and seen on the other's page.
 */
export async function handOver(journey: IntegrationsJourney, ids: Ids): Promise<void> {
  await mapSome(journey, ids.autotask);
  await synchronize(journey.api, { provider: 'halo', integrationId: ids.halo }, 'fields');
  await chooseConnectWise(journey, ids);
  await learnItsFields(journey);
  await seeThePreview(journey);
  await takeOver(journey, ids);
  await seeItThere(journey, ids);
}

/** What ConnectWise calls the same, what it calls otherwise, and what it does not have at all. */
async function mapSome({ api }: IntegrationsJourney, integrationId: string): Promise<void> {
  const autotask = { provider: 'autotask', integrationId } as const;
  for (const [key, label] of Object.entries(OURS)) await api.post('/v1/field-values', { kind: 'company_type', key, label });
  const keyOf = async (page: string, name: string, label: string): Promise<string> => {
    const { choices } = await api.get<Choices>(`/v1/integrations/autotask/${integrationId}/pages/${page}`);
    return choices[name]?.find((choice) => choice.label === label)?.key ?? '';
  };
  const type = (label: string) => keyOf('data-import', 'companyTypes', label);
  const location = (label: string) => keyOf('inventories', 'inventoryLocations', label);
  const customer = await type('Customer');
  const companyTypesIn = { [await type('Prospect')]: 'prospects', [await type('Vendor')]: 'vendors', [customer]: 'clients' };
  const inventoryLocations = [await location('Main Warehouse'), await location('Service Van')];
  const ticketQueue = await keyOf('purchase-order', 'ticketQueues', 'Service Desk');
  await changePage(api, { ...autotask, page: 'data-import' }, { companyTypesIn, companyTypesOut: { clients: customer } });
  await changePage(api, { ...autotask, page: 'inventories' }, { inventoryLocations });
  await changePage(api, { ...autotask, page: 'purchase-order' }, { ticketQueue });
}

async function chooseConnectWise({ page, url, checks }: IntegrationsJourney, { autotask, connectwise }: Ids): Promise<void> {
  await page.goto(`${url}/integrations/autotask/${autotask}/connection`);
  await page.getByRole('link', { name: 'Prepare a handover' }).click();
  const choice = page.getByRole('combobox', { name: 'To the integration' });
  await choice.waitFor();
  checks.equal(await page.getByRole('button', { name: 'Take them over' }).count(), 0, 'confirmations before one is chosen');
  await choice.focus();
  await page.keyboard.press('Enter');
  const option = page.getByRole('option', { name: 'ConnectWise PSA' });
  await option.waitFor();
  const isNext = async (): Promise<boolean> => (await option.getAttribute('data-combobox-selected')) === 'true';
  for (let presses = 0; presses < 3 && !(await isNext()); presses++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL(new RegExp(`/handover\\?to=${connectwise}$`));
}

/** Without its field values nothing there has a name; the page leads to the sync that reads them, and back. */
async function learnItsFields({ page, checks }: IntegrationsJourney): Promise<void> {
  await page.getByText('No company type of ConnectWise PSA is known yet').first().waitFor();
  const nothing = page.getByText('Nothing can be taken over');
  checks.that(await nothing.isVisible(), 'without field values there is nothing to take over, and that is said');
  await page.getByRole('link', { name: 'Syncs of ConnectWise PSA' }).click();
  await page.getByRole('button', { name: 'Start: Fields only' }).click();
  const ended = page.getByRole('region', { name: 'Latest syncs' });
  await ended.getByText('Completed').first().waitFor(LONG);
  await page.goBack();
}

const rowOf = (page: Page, kind: string, entry: string) =>
  page.getByRole('list', { name: kind }).getByRole('listitem').filter({ hasText: entry });

async function seeThePreview({ page, checks }: IntegrationsJourney): Promise<void> {
  const types = 'Our type of companies that come in';
  const row = rowOf(page, types, 'Prospect → Our prospects');
  await row.getByText('Taken over').waitFor();
  const missing = await rowOf(page, types, 'Customer → Our clients').textContent();
  checks.that(
    missing?.includes('ConnectWise PSA has no company type "Customer". Choose another on the page') === true,
    `what has no counterpart says so, and what to do: ${missing ?? ''}`,
  );
  const others = page.getByRole('list', { name: 'What only Autotask has' });
  checks.that((await others.textContent())?.includes('Ticket queue') === true, 'what only Autotask has is named');
  const place = page.getByRole('link', { name: 'Companies of ConnectWise PSA' }).first();
  checks.that((await place.getAttribute('href'))?.endsWith('/companies') === true, 'what is left to do is one link away');
}

/** Somebody saves there before it is confirmed: that is told, what stands now is shown, and the second try takes it over. */
async function takeOver({ page, api, checks }: IntegrationsJourney, { connectwise }: Ids): Promise<void> {
  const there: Connected = { provider: 'connectwise', integrationId: connectwise };
  await changePage(api, { ...there, page: 'companies' }, { manufacturerCompanyType: 'vendors' });
  await confirm(page);
  await page.getByText('Somebody changed this meanwhile').waitFor();
  const { settings } = await api.get<{ settings: object }>(`/v1/integrations/connectwise/${connectwise}/pages/inventories`);
  checks.equal(settings, { warehouses: [] }, 'the other’s settings after a handover that was refused');
  await confirm(page);
  const result = page.getByRole('status').filter({ hasText: '3 mappings were taken over in ConnectWise PSA' });
  await result.and(page.locator(':focus')).waitFor();
  checks.equal(await page.getByRole('button', { name: 'Take them over' }).count(), 0, 'confirmations after it is done');
  await keepPicture(page, 'handover-result-wide-light');
}

/** By the keyboard. */
async function confirm(page: Page): Promise<void> {
  const ask = page.getByRole('button', { name: 'Take them over' });
  // While what stands now is asked for, it does nothing; a trial click waits for that.
  await ask.click({ trial: true });
  await ask.press('Enter');
  const dialog = page.getByRole('dialog').filter({ hasText: '3 mappings are set in ConnectWise PSA' });
  await dialog.getByRole('button', { name: 'Take over now' }).press('Enter');
}

/** On the other's own page, and on the way back as what stands there already. */
async function seeItThere({ page, checks }: IntegrationsJourney, { connectwise }: Ids): Promise<void> {
  const result = page.getByRole('navigation', { name: 'Look at them' });
  await result.getByRole('link', { name: 'Companies of ConnectWise PSA' }).click();
  await page.waitForURL(new RegExp(`/integrations/connectwise/${connectwise}/companies$`));
  const field = page.getByRole('region', { name: TYPES_IN }).getByRole('combobox', { name: 'Prospect' });
  await field.waitFor();
  checks.equal(await field.inputValue(), OURS.prospects, 'the type of prospects on the page of the other');
  await page.goBack();
  await rowOf(page, 'Our type of companies that come in', 'Prospect → Our prospects').getByText('Stays as it is').waitFor();
  await page.getByText('Nothing can be taken over').waitFor();
}

/** Before one is chosen, with what would be taken over, and with what was, for `lookAround`. */
export function handoverPlaces({ autotask, connectwise, halo }: Ids): readonly Place[] {
  const path = (provider: string, id: string): string => `/integrations/${provider}/${id}/handover`;
  const preview = (page: Page) => page.getByRole('heading', { name: /^What becomes of the mappings/ }).waitFor();
  const choice = (page: Page) => page.getByRole('combobox', { name: 'To the integration' }).waitFor();
  return [
    { name: 'handover-choice', path: path('halo', halo), ready: choice },
    { name: 'handover-preview', path: `${path('autotask', autotask)}?to=${halo}`, ready: preview },
    { name: 'handover-taken', path: `${path('autotask', autotask)}?to=${connectwise}`, ready: preview },
  ];
}
