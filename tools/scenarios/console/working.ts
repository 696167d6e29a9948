import type { ApiClient } from '../../platform/api-client.ts';
import type { ServiceProcesses } from '../../platform/processes.ts';
import type { Journey } from './mending.ts';
import { keepPicture } from './looks.ts';

export interface WorkingJourney extends Journey {
  api: ApiClient;
  services: ServiceProcesses;
}

const LATE_PRODUCT = 'Demo server XL';

/** The stream is lost with the gateway, and comes back: what fails afterwards appears on a page that nobody touched. */
export async function streamSurvives({ page, url, api, services, trouble, progress }: WorkingJourney): Promise<void> {
  await page.goto(`${url}/issues?view=flat`);
  await page.getByRole('listitem').first().waitFor();
  await services.kill('gateway', 'SIGTERM');
  await services.start('gateway');
  await api.post('/v1/products', { name: LATE_PRODUCT, categoryId: trouble.categoryId, price: '100.00' });
  await page.getByRole('listitem').filter({ hasText: LATE_PRODUCT }).waitFor({ timeout: 60_000 });
  progress('the live stream came back by itself');
}

/** An issue as work: said something of, given to somebody, chosen among others, its record mended and sent again. */
export async function workOnIssues({ page, url, checks, progress }: WorkingJourney): Promise<void> {
  await page.goto(`${url}/issues?view=flat`);
  const row = page.getByRole('listitem').filter({ hasText: LATE_PRODUCT });
  await row.getByRole('button').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Say something about it' }).fill('Asked the vendor about the code.');
  await dialog.getByRole('button', { name: 'Add the comment' }).click();
  await dialog.getByRole('article').getByText('Asked the vendor about the code.').waitFor();
  await dialog.getByRole('button', { name: 'Assign to me' }).click();
  await dialog.getByRole('button', { name: 'Unassign' }).waitFor();
  const owner = await dialog.getByRole('combobox', { name: 'Assigned to' }).inputValue();
  checks.that(owner.endsWith('(you)'), `the owner is named: ${owner}`);
  await dialog.getByRole('button', { name: 'Change it here' }).click();
  await dialog.getByLabel('Name', { exact: true }).fill(`${LATE_PRODUCT} 2`);
  await dialog.getByLabel('Name', { exact: true }).scrollIntoViewIfNeeded();
  await keepPicture(page, 'issue-work-wide-light');
  await dialog.getByRole('button', { name: 'Save and send again' }).click();
  await page.getByText('Saved. It is being sent again').waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await chooseSome({ page, checks });
  progress('an issue was commented on, assigned, mended and chosen');
}

async function chooseSome({ page, checks }: Pick<Journey, 'page' | 'checks'>): Promise<void> {
  const boxes = page.getByRole('listitem').getByRole('checkbox');
  await boxes.first().check();
  const bar = page.getByRole('toolbar', { name: 'What is done to those that are chosen' });
  await bar.getByText('1 chosen').waitFor();
  await keepPicture(page, 'issues-chosen-wide-light');
  await bar.getByRole('button', { name: 'Assign them to me' }).click();
  await page.getByText('1 assigned to you.').waitFor();
  await bar.waitFor({ state: 'hidden' });
  checks.equal(await page.getByRole('checkbox', { checked: true }).count(), 0, 'issues that stay chosen');
}
