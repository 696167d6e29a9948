import type { Page } from 'playwright-core';
import type { ApiClient } from '../../platform/api-client.ts';
import type { PlannedService } from '../../platform/service-plan.ts';
import { openPage } from './browser.ts';
import { lookAround, type Looking, type Place } from './looks.ts';
import { linkMailed } from './mailbox.ts';

export interface NewcomerJourney extends Pick<Looking, 'browser' | 'consoleFolder' | 'weights' | 'checks'> {
  api: ApiClient;
  plan: readonly PlannedService[];
  progress(line: string): void;
}

interface Arrival extends NewcomerJourney {
  page: Page;
}

const EMAIL = 'newcomer@demo.example.com';
const FIRST_PASSWORD = 'a first demo passphrase';
const NEXT_PASSWORD = 'another demo passphrase';
const ROLE = { name: 'Demo quoting', permissions: ['Quote editor'] };
const WIDE = { width: 1280, height: 900, scheme: 'light' } as const;

/** Somebody is invited, comes in by the mailed link, sees what is theirs and no more, and chooses another password by mail. */
export async function newcomer(journey: NewcomerJourney): Promise<Record<string, unknown>> {
  const { api, plan, browser, checks, progress } = journey;
  const { items } = await api.get<{ items: readonly { id: string }[] }>('/v1/contacts?size=1');
  const { id: roleId } = await api.post<{ id: string }>('/v1/roles', ROLE);
  await api.post('/v1/invitations', { contactId: items[0]?.id, email: EMAIL, roleIds: [roleId] });
  const link = await linkMailed(plan, { to: EMAIL, subject: /Your invitation/ });
  const signIn = (): Promise<void> => Promise.resolve();
  const looks = await lookAround({ ...journey, url: api.baseUrl, signIn }, placesOf(link));
  const { page, faults } = await openPage(browser, WIDE);
  const arrival = { ...journey, page };
  await acceptInvitation(arrival, link);
  await seesOnlyTheirs(arrival);
  progress('somebody who was invited came in, and sees what is theirs');
  await chooseAnotherPassword(arrival, link);
  progress('and chose another password by a mail');
  for (const fault of faults.filter((text) => !REFUSED.test(text))) checks.that(false, fault);
  await page.close();
  return { looksOfMailLinks: looks };
}

/** A dead link and a page that is not for them are refused by the platform, which browsers call errors. */
const REFUSED = /status of (400|403)/;

function placesOf(link: string): readonly Place[] {
  const heading = (name: string) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();
  const isPublic = true;
  const { pathname, hash } = new URL(link);
  return [
    { name: 'accept-invitation', path: `${pathname}${hash}`, ready: (page) => page.getByText(EMAIL).waitFor(), isPublic },
    { name: 'dead-link', path: '/reset-password', ready: heading('Choose a new password'), isPublic },
    { name: 'new-password', path: '/reset-password#token=demo', ready: heading('Choose a new password'), isPublic },
    { name: 'verify-email', path: '/verify-email#token=demo', ready: heading('Verify your email address'), isPublic },
    { name: 'confirm-email', path: '/confirm-email#token=demo', ready: heading('Use your new email address'), isPublic },
    { name: 'status-mails', path: '/status/confirm#token=demo', ready: heading('Mails about the status'), isPublic },
    { name: 'status-mails-end', path: '/status/unsubscribe#token=demo', ready: heading('No more mails'), isPublic },
    { name: 'forgot-password', path: '/forgot-password', ready: heading('Choose a new password'), isPublic },
    { name: 'resend-verification', path: '/resend-verification', ready: heading('Verify your email address'), isPublic },
    { name: 'register', path: '/register', ready: heading('Ask for access'), isPublic },
  ];
}

async function acceptInvitation({ page, checks }: Arrival, link: string): Promise<void> {
  await page.goto(link);
  const password = page.getByRole('textbox', { name: 'New password' });
  await password.fill('short');
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  checks.that(await page.getByText('needs at least 12 characters').isVisible(), 'a password that is too short is told so');
  await password.fill(FIRST_PASSWORD);
  await page.getByRole('button', { name: 'Set up and sign in' }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
}

/** ID-12: neither the navigation nor an address that somebody sent leads where they may not go. */
async function seesOnlyTheirs({ page, api, checks }: Arrival): Promise<void> {
  const navigation = page.getByRole('navigation', { name: 'Main' });
  checks.equal(await navigation.getByRole('link', { name: 'Issues' }).count(), 0, 'links to the issues');
  await page.goto(`${api.baseUrl}/issues`);
  await page.getByRole('heading', { name: 'You may not see this page' }).waitFor();
  checks.that(await page.getByText('Issue manager').isVisible(), 'the refused page names the permission that it needs');
  const status = await page.evaluate<number>('fetch("/v1/issues").then((answer) => answer.status)');
  checks.equal(status, 403, 'what the platform itself answers (ID-12)');
}

async function chooseAnotherPassword({ page, api, plan, checks }: Arrival, usedLink: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(usedLink);
  await page.getByText('This link does not work any more').waitFor();
  await page.goto(`${api.baseUrl}/sign-in`);
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByRole('button', { name: 'Send me a mail' }).click();
  await page.getByText('Look into your mail').waitFor();
  await page.goto(await linkMailed(plan, { to: EMAIL, subject: /Choose a new password/ }));
  await page.getByRole('textbox', { name: 'New password' }).fill(FIRST_PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  checks.that(await shows(page, /must differ from the last/), 'a password that was used before is refused beside its field');
  await page.getByRole('textbox', { name: 'New password' }).fill(NEXT_PASSWORD);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await page.getByText('Your password is changed').waitFor();
  await page.getByRole('link', { name: 'To the sign-in' }).click();
  await page.getByLabel('Email address').fill(EMAIL);
  await page.getByRole('textbox', { name: 'Password' }).fill(NEXT_PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
}

async function shows(page: Page, words: RegExp): Promise<boolean> {
  await page.getByText(words).waitFor();
  return true;
}
