import { eventually } from '@psa-bridge/testing';
import type { AutotaskSimulator, XeroSimulator } from '@psa-bridge/simulators';
import type { ApiClient } from '../../platform/api-client.ts';
import type { ServiceProcesses } from '../../platform/processes.ts';
import type { InvoiceView } from '../../platform/xero-journey.ts';
import type { Checks } from '../../scenario-run/checks.ts';

/** How an invoice is to end, and with which words. */
export interface Expected {
  state: 'complete' | 'fault' | 'skipped';
  message?: string;
}

/** What the chapters share. */
export interface XeroStory {
  api: ApiClient;
  autotask: AutotaskSimulator;
  xero: XeroSimulator;
  services: ServiceProcesses;
  integrationId: string;
  connectionId: string;
  /** Companies in Autotask that have exactly one active contact. */
  customers: readonly number[];
  /** All that was posted, by id in Autotask, with how it is to end. */
  posted: Map<string, Expected>;
  checks: Checks;
  progress(line: string): void;
}

export const SERVICE = 'xero-invoice-sync';
const LIMIT = { timeoutMs: 300_000, everyMs: 500 };
const PAGE = 200;
const LINE = { itemName: 'Demo work', quantity: 2, rate: 50, tax: 15 };

export interface Posting {
  companyID?: number;
  lines?: readonly { itemName: string; quantity: number; rate: number; tax: number }[];
  values?: Readonly<Record<string, string | number | boolean | null>>;
  completeAfterMs?: number;
}

export function customersOf({ control }: AutotaskSimulator): readonly number[] {
  const contacts = control.list({ entity: 'Contacts', limit: 10_000 });
  const byCompany = Map.groupBy(
    contacts.filter(({ values }) => values['isActive'] === 1),
    ({ values }) => Number(values['companyID']),
  );
  return [...byCompany].filter(([id, active]) => id !== 0 && active.length === 1).map(([id]) => id);
}

/** Posts an invoice as a person in Autotask does, and remembers how it is to end. */
export function post(story: XeroStory, posting: Posting, expected: Expected): string {
  const { companyID = story.customers[0] ?? 0, lines = [LINE], ...rest } = posting;
  const id = String(story.autotask.control.postInvoice({ companyID, lines: [...lines], ...rest, values: { ...rest.values } }));
  story.posted.set(id, expected);
  return id;
}

/** So many plain invoices of as many customers as there are; no two amounts alike in a row. */
export function postMany(story: XeroStory, count: number): void {
  const { posted, customers } = story;
  for (let made = 0; made < count; made += 1) {
    const cents = ((posted.size * 37) % 90_000) + 1_000;
    const tax = Math.round(cents * 0.15) / 100;
    const lines = [{ itemName: 'Demo work', quantity: 1, rate: cents / 100, tax }, LINE];
    post(story, { companyID: customers[posted.size % customers.length] ?? 0, lines }, { state: 'complete' });
  }
}

export async function invoicesOf({ api }: Pick<XeroStory, 'api'>): Promise<readonly InvoiceView[]> {
  const all: InvoiceView[] = [];
  for (let total = 1; all.length < total;) {
    const page = await api.get<{ items: InvoiceView[]; total: number }>(`/v1/xero/invoices?from=${all.length}&size=${PAGE}`);
    total = page.total;
    all.push(...page.items);
    if (page.items.length === 0) break;
  }
  return all;
}

/** Waits until nothing of all that was posted is on its way any more. */
export async function settled(story: XeroStory): Promise<void> {
  await eventually(async () => {
    const counts = await Promise.all(
      ['complete', 'fault', 'skipped'].map(
        async (state) => (await story.api.get<{ total: number }>(`/v1/xero/invoices?state=${state}&size=1`)).total,
      ),
    );
    const done = counts.reduce((sum, count) => sum + count, 0);
    if (done < story.posted.size) throw new Error(`${done} of ${story.posted.size} invoices have come to their end`);
  }, LIMIT);
}
