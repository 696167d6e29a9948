import type { Page } from 'playwright-core';
import { eventually } from '@psa-bridge/testing';
import type { WebhookReceiver } from '../../../services/gateway/test/webhook-receiver.ts';
import type { ApiClient } from '../../platform/api-client.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import type { Place } from './looks.ts';

/** What an admin looks after: a user, a role, and an endpoint that did not answer well. */
export interface Administered {
  userId: string;
  endpointId: string;
  deliveryId: string;
}

interface Answered {
  id: string;
}

const USER = { email: 'sales@demo.example.com', name: 'Demo Sales', permissions: ['Quote editor'] };
const ROLE = { name: 'Demo sales desk', permissions: ['Quote editor', 'Product viewer', 'Company editor'] };
const KEY = 'Demo reporting';
const LIMIT = { timeoutMs: 60_000, everyMs: 250 };

/** The receiver refuses its first event, so that there is something to see and to send again. */
export async function makeAdministered(api: ApiClient, receiver: WebhookReceiver): Promise<Administered> {
  receiver.answer = () => ({ status: 410 });
  const { id: userId } = await api.post<Answered>('/v1/users', USER);
  await api.post('/v1/roles', ROLE);
  await api.post('/v1/api-keys', { name: 'Demo shop', permissions: ['Product viewer'] });
  const settings = await api.request('GET', '/v1/partner-settings');
  await api.request('PUT', '/v1/partner-settings', {
    body: { webhooks: true, stream: false },
    headers: { 'if-match': settings.headers.get('etag') ?? '' },
  });
  const { id: endpointId } = await api.post<Answered>('/v1/webhook-endpoints', {
    ...{ url: receiver.url, description: 'Demo warehouse', eventTypes: ['record.*', 'issue.opened'] },
  });
  const { id: deliveryId } = await api.post<Answered>(`/v1/webhook-endpoints/${endpointId}/test`);
  await eventually(async () => {
    const { state } = await api.get<{ state: string }>(`/v1/webhook-endpoints/${endpointId}`);
    if (state !== 'disabled') throw new Error(`the endpoint that is gone is ${state}`);
  }, LIMIT);
  receiver.answer = () => ({ status: 204 });
  return { userId, endpointId, deliveryId };
}

export function placesOfAdmins({ userId, endpointId, deliveryId }: Administered): readonly Place[] {
  const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();
  const dialog = (page: Page) => page.getByRole('dialog').getByRole('heading').first().waitFor();
  const endpoint = `/webhooks/${endpointId}`;
  return [
    { name: 'users', path: '/users', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'user', path: `/users?user=${userId}`, ready: dialog },
    { name: 'people', path: '/users?view=people', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'invitations', path: '/users?view=invitations', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'invite', path: '/users?invite=open', ready: (page) => page.getByText('Invite a contact').waitFor() },
    { name: 'roles', path: '/access', ready: heading(ROLE.name) },
    { name: 'new-role', path: '/access?role=new', ready: (page) => page.getByRole('dialog').getByLabel('Name').waitFor() },
    { name: 'api-keys', path: '/access?view=keys', ready: heading('Demo shop') },
    { name: 'sign-in-settings', path: '/access?view=sign-in', ready: (page) => page.getByText('MSP domains').waitFor() },
    { name: 'webhooks', path: '/webhooks', ready: heading('Demo warehouse') },
    { name: 'new-endpoint', path: '/webhooks?add=open', ready: (page) => page.getByLabel('Address').waitFor() },
    { name: 'endpoint', path: endpoint, ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'delivery', path: `${endpoint}?delivery=${deliveryId}`, ready: dialog },
    { name: 'activity', path: '/activity', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'deed', path: '/activity?recordType=user', ready: openFirstDeed },
    { name: 'maintenance', path: '/maintenance', ready: (page) => page.getByRole('table').first().waitFor() },
    { name: 'status', path: '/status', ready: heading('Services') },
    {
      name: 'profile',
      path: '/profile',
      ready: (page) => page.getByRole('button', { name: 'End', exact: true }).first().waitFor(),
    },
  ];
}

async function openFirstDeed(page: Page): Promise<void> {
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.getByRole('heading', { name: 'What changed' }).waitFor();
}

interface Administering {
  page: Page;
  url: string;
  administered: Administered;
  checks: Checks;
}

/** An admin's errands, by nothing but what the pages offer: a secret seen once, an endpoint mended, somebody kept out, and the traces of it. */
export async function administer(errand: Administering): Promise<void> {
  await makeKey(errand);
  await mendEndpoint(errand);
  await keepOut(errand);
}

async function makeKey({ page, url, checks }: Administering): Promise<void> {
  await page.goto(`${url}/access?view=keys`);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('What it is for').fill(KEY);
  await page.getByRole('checkbox', { name: 'Product viewer' }).check();
  await page.getByRole('button', { name: 'Create the key' }).click();
  const secret = (await page.getByRole('dialog').locator('pre').textContent()) ?? '';
  await page.getByRole('button', { name: 'I have kept it' }).click();
  await page.getByRole('heading', { name: KEY }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: KEY }).waitFor();
  checks.that(secret.length > 20, 'the secret of a new key is shown');
  checks.that(!(await page.content()).includes(secret), 'the secret of a key is shown once');
}

async function mendEndpoint({ page, url, administered, checks }: Administering): Promise<void> {
  await page.goto(`${url}/webhooks`);
  await page.getByRole('link', { name: 'Demo warehouse' }).click();
  await page.getByText('It was switched off because it answered 410').waitFor();
  await page.getByRole('button', { name: 'Switch on again' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.goto(`${url}/webhooks/${administered.endpointId}?delivery=${administered.deliveryId}`);
  await page.getByRole('dialog').getByText('answered 410').first().waitFor();
  await page.getByRole('button', { name: 'Deliver again', exact: true }).click();
  await page.getByRole('dialog').getByText('answered 204').first().waitFor();
  await page.goBack();
  checks.that(page.url().endsWith('/webhooks') || !page.url().includes('delivery='), 'going back closes the delivery');
}

async function keepOut({ page, url, administered, checks }: Administering): Promise<void> {
  await page.goto(`${url}/users?search=${encodeURIComponent(USER.email)}`);
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.getByRole('button', { name: 'Switch sign-in off' }).click();
  await page.getByText('cannot sign in until you switch it on again').waitFor();
  await page.getByRole('button', { name: 'Switch sign-in off' }).last().click();
  await page.getByRole('button', { name: 'Switch sign-in on' }).waitFor();
  checks.that(page.url().includes(`user=${administered.userId}`), 'an open user stands in the address');
  await page.getByRole('link', { name: 'What this user did' }).click();
  await page.getByRole('heading', { name: 'Activity', level: 1 }).waitFor();
  await eventually(async () => {
    await page.reload();
    await page.getByRole('listitem').first().waitFor({ timeout: 2_000 });
  }, LIMIT);
}
