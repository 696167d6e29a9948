import type { Page } from 'playwright-core';
import type { Checks } from '../../scenario-run/checks.ts';
import { seconds } from '../../scenario-run/figures.ts';
import type { Login } from '../../platform/api-client.ts';
import type { Trouble } from './trouble.ts';

export interface Journey {
  page: Page;
  url: string;
  login: Login;
  trouble: Trouble;
  checks: Checks;
  progress(line: string): void;
}

async function signIn({ page, url, login }: Pick<Journey, 'page' | 'url' | 'login'>): Promise<void> {
  await page.goto(`${url}/`);
  await page.getByLabel('Email address').fill(login.email);
  await page.getByRole('textbox', { name: 'Password' }).fill(login.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

/** Signs in, and waits until somebody is. */
export async function comeIn(visit: Pick<Journey, 'page' | 'url' | 'login'>): Promise<void> {
  await signIn(visit);
  await visit.page.getByRole('heading', { name: 'What needs you' }).waitFor();
}

/** What an admin does about failed syncs, as they would: nothing but what the pages say leads from one step to the next. */
export async function mendTheMapping(journey: Journey): Promise<Record<string, unknown>> {
  const { page, checks, progress } = journey;
  await refusedSignIn(journey);
  const startedAt = performance.now();
  await comeIn(journey);
  progress('signed in; the overview says what needs somebody');
  await page.getByRole('link', { name: /BillingCode does not exist or is invalid/ }).click();
  await page.getByRole('heading', { name: 'BillingCode does not exist or is invalid' }).waitFor();
  await page.getByRole('link', { name: 'Mend the mapping' }).first().click();
  await mendAndSave(journey);
  await page.getByRole('link', { name: 'Issues', exact: true }).click();
  await page.getByRole('heading', { name: 'Issues', level: 1 }).waitFor();
  await retryWhatIsLeft(journey);
  await page.getByRole('heading', { name: 'Nothing is wrong' }).waitFor();
  const mendSeconds = seconds(startedAt);
  progress(`mended, retried and cleared after ${mendSeconds} s`);
  checks.that(mendSeconds < 60, `resolving took ${mendSeconds} s, which is not under a minute`);
  await goesBack(journey);
  return { mendSeconds };
}

async function refusedSignIn({ page, url, login, checks }: Journey): Promise<void> {
  await signIn({ page, url, login: { ...login, password: 'not the password' } });
  const refusal = await page.getByRole('alert').textContent();
  checks.that(/password is wrong/.test(refusal ?? ''), `a wrong password is refused in words: ${refusal ?? ''}`);
}

async function mendAndSave({ page, trouble, checks }: Journey): Promise<void> {
  await page.getByText('One entry no longer holds').waitFor();
  const field = page.getByRole('combobox', { name: trouble.category });
  checks.that((await field.inputValue()).includes('inactive in Autotask'), 'the dead code is shown as dead');
  await field.click();
  await page.getByRole('option', { name: trouble.goodCode, exact: true }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
}

/** Saving retries what failed for the mapping; whoever is faster than that retries by hand. */
async function retryWhatIsLeft({ page }: Journey): Promise<void> {
  const all = page.getByRole('button', { name: /^Retry all/ }).first();
  const none = page.getByRole('heading', { name: 'Nothing is wrong' });
  await all.or(none).first().waitFor();
  if (await all.isVisible()) await all.click();
}

/** Addresses say everything: going back, and coming again by a link. */
async function goesBack({ page, url, checks }: Journey): Promise<void> {
  await page.goto(`${url}/issues?view=flat&status=cleared`);
  await page.getByRole('listitem').first().getByRole('button').click();
  await page.getByRole('dialog').waitFor();
  checks.that(page.url().includes('issue='), 'an open issue stands in the address');
  await page.reload();
  await page.getByRole('dialog').waitFor();
  await page.goBack();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  checks.that(!page.url().includes('issue='), 'going back closes the issue');
}
