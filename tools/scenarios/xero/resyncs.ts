import { eventually } from '@psa-bridge/testing';
import type { InvoiceView } from '../../platform/xero-journey.ts';
import { invoicesOf, type XeroStory } from './story.ts';

const LIMIT = { timeoutMs: 120_000, everyMs: 500 };
const PAID = 'This document cannot be edited as it has a payment or credit note allocated to it.';
const NOT_VALID = 'Invoice not of valid status for modification';

/** Documents that were paid in Xero refuse a resync, in the words of the seed's table; others are replaced (XI-05, XI-43). */
export async function askedAgain(story: XeroStory): Promise<Record<string, unknown>> {
  const { xero, posted } = story;
  const complete = (await invoicesOf(story)).filter(({ state, problem }) => state === 'complete' && problem === null);
  const [replaced, partly, fully] = complete.filter(({ document }) => document?.number.startsWith('AT-INV-'));
  if (!replaced || !partly || !fully) throw new Error('There are no complete invoices.');
  pay(story, partly, 1);
  pay(story, fully, Number(fully.total));
  posted.set(partly.externalId, { state: 'fault', message: PAID });
  posted.set(fully.externalId, { state: 'fault', message: NOT_VALID });
  xero.control.setSwitches({ paidModification: 'status' });
  for (const { id } of [replaced, partly, fully]) await story.api.post(`/v1/xero/invoices/${id}/resync`, {});
  await eventually(async () => {
    for (const { id, externalId } of [replaced, partly, fully]) {
      const { state } = await story.api.get<InvoiceView>(`/v1/xero/invoices/${id}`);
      if (state !== posted.get(externalId)?.state) throw new Error(`invoice ${externalId} is ${state}`);
    }
  }, LIMIT);
  story.progress('three were asked for again: one replaced, two refused');
  return { resyncs: 3 };
}

function pay({ xero }: XeroStory, { document }: InvoiceView, amount: number): void {
  const values = { Invoice: { InvoiceID: document?.id ?? '' }, Account: { Code: '090' }, Amount: amount };
  xero.control.create({ entity: 'Payments', values });
}
