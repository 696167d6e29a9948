import type { AutotaskSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { Page } from 'playwright-core';
import type { ApiClient } from '../../platform/api-client.ts';
import { synchronize } from '../../platform/journeys.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import type { Place } from './looks.ts';

interface Duplicates {
  items: readonly { person: { lastName: string }; users: readonly { id: string }[] }[];
}

const LIMIT = { timeoutMs: 60_000, everyMs: 250 };
/** By last name: people of Autotask, each of whom two users are. */
const TWICE = ['Decided', 'Doubtful'] as const;
const addressOf = (name: string, which: 'desk' | 'home'): string => `${name.toLowerCase()}.${which}@demo.example.com`;

/** Two people of Autotask, who are two users each; of the one they are merged already. */
export async function makeDuplicates(api: ApiClient, autotask: AutotaskSimulator, integrationId: string): Promise<void> {
  for (const lastName of TWICE) {
    const [desk, home] = [addressOf(lastName, 'desk'), addressOf(lastName, 'home')];
    for (const email of [desk, home]) await api.post('/v1/users', { email, name: `Demo ${lastName}` });
    const person = { firstName: 'Demo', lastName, userName: `demo.${lastName}`, email: desk, email2: home, isActive: true };
    const kind = { emailTypeCode: 'PRIMARY', licenseType: 1, userType: 10, resourceType: 'Employee', locationID: 1 };
    autotask.control.create({ entity: 'Resources', values: { ...person, ...kind } });
  }
  await synchronize(api, { provider: 'autotask', integrationId }, 'people');
  const groups = await eventually(async () => {
    const { items } = await api.get<Duplicates>('/v1/duplicates');
    if (items.length < TWICE.length) throw new Error(`${items.length} of ${TWICE.length} groups are found`);
    return items;
  }, LIMIT);
  const [kept, merged] = groups.find(({ person }) => person.lastName === TWICE[0])?.users ?? [];
  await api.post('/v1/duplicates/merges', { keptId: kept?.id, mergedId: merged?.id });
}

export const DUPLICATE_PLACES: readonly Place[] = [
  { name: 'duplicates', path: '/users/duplicates', ready: chooseFirst },
  { name: 'merges', path: '/users/duplicates?view=merged', ready: (page) => page.getByText('Moved:').first().waitFor() },
];

const candidatesOn = (page: Page) => page.getByRole('list', { name: 'Users who may be one person' }).getByRole('radio');

/** As it looks once somebody has said who stays. */
async function chooseFirst(page: Page): Promise<void> {
  await candidatesOn(page).first().check();
  await page.getByRole('button', { name: /^Merge/ }).waitFor();
}

/** Two users made one by what the pages say, and two again (ID-42). */
export async function mergeTwo({ page, url, checks }: { page: Page; url: string; checks: Checks }): Promise<void> {
  const [desk, home] = [addressOf(TWICE[1], 'desk'), addressOf(TWICE[1], 'home')];
  await page.goto(`${url}/users`);
  await page.getByRole('link', { name: 'Duplicates' }).click();
  await page.getByRole('radio', { name: new RegExp(home) }).check();
  await page.getByRole('button', { name: `Merge ${desk} into this user` }).click();
  await page.getByRole('button', { name: 'Merge them' }).click();
  await page.getByRole('heading', { name: 'Nobody is here twice' }).waitFor();
  await page.getByText('Merged', { exact: true }).first().click();
  const merge = page.getByRole('listitem').filter({ hasText: `${desk} → ${home}` });
  await merge.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Make two users again' }).click();
  await merge.getByText('Undone', { exact: true }).waitFor();
  await page.goBack();
  await candidatesOn(page).first().waitFor();
  checks.that(!page.url().includes('merged'), 'going back leads from what was merged to what is to be decided');
}
