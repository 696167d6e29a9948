import type { AutotaskSimulator, XeroSimulator } from '@psa-bridge/simulators';
import { eventually } from '@psa-bridge/testing';
import type { Page } from 'playwright-core';
import type { ApiClient } from '../../platform/api-client.ts';
import { connectXero, invoiceComplete, readInvoices } from '../../platform/xero-journey.ts';
import type { Checks } from '../../scenario-run/checks.ts';
import type { Place } from './looks.ts';

/** Invoices on their way into Xero: some there, one at fault, and an account that takes nothing any more. */
export interface Invoiced {
  connectionId: string;
  /** In Xero, where somebody changed a line of it. */
  auditedId: string;
  faultyId: string;
}

interface Sides {
  api: ApiClient;
  autotask: AutotaskSimulator;
  xero: XeroSimulator;
  integrationId: string;
}

const LIMIT = { timeoutMs: 90_000, everyMs: 250 };
const ARCHIVED_LATER = '260';
const LINES = [
  { itemName: 'Demo consulting', quantity: 2, rate: 50, tax: 15 },
  { itemName: 'Demo licence', quantity: 5, rate: 12, tax: 9 },
];

export async function makeInvoices({ api, autotask, xero, integrationId }: Sides): Promise<Invoiced> {
  const options = { importAs: 'draft', accounts: { default: '200', byBillingCode: { 1: ARCHIVED_LATER } } };
  const connectionId = await connectXero(api, { integrationId, xero, options });
  const companyID = customer(autotask, 'Demo Invoiced Ltd', ['accounts@example.org']);
  const posted = [1, 2, 3].map(() => autotask.control.postInvoice({ companyID, lines: LINES }));
  const nobody = customer(autotask, 'Demo Nobody Ltd', []);
  const faulty = autotask.control.postInvoice({ companyID: nobody, lines: LINES });
  await readInvoices(api, integrationId);
  const [audited] = await Promise.all(posted.map((id) => invoiceComplete(api, String(id))));
  if (audited?.document === undefined || audited.document === null) throw new Error('No invoice came into Xero.');
  changeInXero(xero, audited.document.id);
  xero.control.deactivate({ entity: 'Accounts', id: ARCHIVED_LATER });
  const faultyId = await atFault(api, String(faulty));
  return { connectionId, auditedId: audited.id, faultyId };
}

function customer({ control }: AutotaskSimulator, companyName: string, addresses: readonly string[]): number {
  const values = { companyName, companyType: 1, phone: '555-0199', ownerResourceID: 1, currencyID: 1, isActive: true };
  const { id } = control.create({ entity: 'Companies', values }) as { id: number };
  for (const emailAddress of addresses) {
    const person = { companyID: id, firstName: 'Demo', lastName: 'Accounts', emailAddress, isActive: 1 };
    control.create({ entity: 'Contacts', values: person });
  }
  return id;
}

/** As somebody in Xero does who writes another text and order number. */
function changeInXero({ control }: XeroSimulator, id: string): void {
  const { LineItems } = control.get({ entity: 'Invoices', id }) as unknown as {
    LineItems: readonly Record<string, string | number>[];
  };
  const [first, ...others] = LineItems;
  control.patch({
    ...{ entity: 'Invoices', id },
    values: { Reference: 'Changed by hand', LineItems: [{ ...first, Description: 'Demo consulting, as agreed' }, ...others] },
  });
}

function atFault(api: ApiClient, externalId: string): Promise<string> {
  return eventually(async () => {
    const { items } = await api.get<{ items: readonly { id: string; externalId: string }[] }>('/v1/xero/invoices?state=fault');
    const found = items.find((invoice) => invoice.externalId === externalId);
    if (!found) throw new Error(`invoice ${externalId} is not at fault yet`);
    return found.id;
  }, LIMIT);
}

/** The pages about Xero, to be looked at. */
export function xeroPlaces({ connectionId, auditedId, faultyId }: Invoiced): readonly Place[] {
  const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();
  const invoice = (id: string) => `/xero/invoices?invoice=${encodeURIComponent(id)}`;
  return [
    { name: 'xero', path: '/xero', ready: (page) => page.getByRole('img', { name: 'Invoices over time' }).waitFor() },
    { name: 'xero-invoices', path: '/xero/invoices', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'xero-invoice', path: invoice(faultyId), ready: text('What happened') },
    { name: 'xero-audit', path: `${invoice(auditedId)}&audit=yes`, ready: text('Demo consulting, as agreed') },
    { name: 'xero-orders', path: '/xero/orders', ready: text('No purchase orders') },
    { name: 'xero-log', path: '/xero/log', ready: (page) => page.getByRole('listitem').first().waitFor() },
    { name: 'xero-organisations', path: '/xero/organisations', ready: text('The sync is on') },
    { name: 'xero-settings', path: `/xero/organisations/${connectionId}`, ready: text('One account no longer takes anything') },
  ];
}

/** An admin asks why an invoice differs, reads both sides, and sends it again. */
export async function auditAnInvoice(page: Page, { url, checks }: { url: string; checks: Checks }): Promise<void> {
  await page.goto(`${url}/xero/invoices?state=complete`);
  await page.getByRole('listitem').first().waitFor();
  const invoices = page.getByRole('listitem');
  for (let at = 0; at < (await invoices.count()); at += 1) {
    await invoices.nth(at).getByRole('button').click();
    await page.getByRole('button', { name: 'Compare with Xero' }).click();
    const decision = page.getByText(/Both sides agree|Would be replaced in Xero/).first();
    await decision.waitFor();
    if ((await decision.textContent()) === 'Would be replaced in Xero') break;
    await page.getByRole('button', { name: 'Close' }).first().click();
  }
  const marked = await page.locator('mark').allTextContents();
  checks.that(marked.includes('Demo consulting, as agreed'), `the line that differs is marked: ${marked.join(' | ')}`);
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('It is sent again within half a minute.').waitFor();
  await page.goBack();
}
