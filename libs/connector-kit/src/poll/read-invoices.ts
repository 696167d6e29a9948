import { entityKey, events, newEvent, timestampFromDate, topics } from '@psa-bridge/contracts';
import { canonicalJson } from '@psa-bridge/core';
import type { Collection, CollectionSpec, Draft, Stored } from '@psa-bridge/persistence';
import { createHash } from 'node:crypto';
import type { InvoicePage, PostedInvoice } from '../definition/invoices.ts';
import type { AnyContext, AnyInvoices } from '../sessions.ts';
import type { ResultSource } from '../work/results.ts';
import { sinceOf, type Look, type PollState } from './poll-state.ts';

/** What was last told of an invoice. `_id` is `<integrationId>:<externalId>`. */
export interface ToldInvoice extends Stored {
  integrationId: string;
  externalId: string;
  contentHash: string;
  /** Rises with every change of the content. */
  revision: number;
}

export function toldInvoicesCollection(provider: string): CollectionSpec<ToldInvoice> {
  return { name: `told_invoices_${provider}`, writer: `${provider}-connector` };
}

export interface InvoiceReading {
  poll: Pick<PollState, 'tenantId' | 'integrationId' | 'mark' | 'rereadAt'>;
  part: AnyInvoices;
  context: AnyContext;
  told: Collection<ToldInvoice>;
  resultSource: ResultSource;
}

/**
 * One look: what was posted since the last one, and from time to time all of the history. What was told of an invoice and the
 * event that tells it are one write, so none is lost, and one that is read again unchanged is not told again.
 */
export async function readInvoices(reading: InvoiceReading): Promise<Look> {
  const { poll, part, context } = reading;
  const startedAt = context.clock.now();
  const hasReread = startedAt >= poll.rereadAt;
  const historyFrom = new Date(startedAt.getTime() - part.historyMs(context.integration.settings));
  const newest = sinceOf(poll, part, startedAt);
  const since = hasReread || newest < historyFrom ? historyFrom : newest;
  let mark = poll.mark ?? startedAt;
  for (let cursor: string | undefined, isMore = true; isMore;) {
    const page = await part.page(context, { since, ...(cursor === undefined ? {} : { cursor }) });
    await tell(page, reading, startedAt);
    if (page.watermark && page.watermark > mark) mark = page.watermark;
    cursor = page.next;
    isMore = cursor !== undefined;
  }
  return { startedAt, hasReread, mark };
}

async function tell({ invoices }: InvoicePage, { poll, told, resultSource }: InvoiceReading, at: Date): Promise<void> {
  const { tenantId, integrationId } = poll;
  const byId = new Map(invoices.map((invoice) => [`${integrationId}:${invoice.externalId}`, invoice]));
  if (byId.size === 0) return;
  await told.forTenant(tenantId).mutateMany([...byId.keys()], (id, current) => {
    const invoice = byId.get(id);
    return invoice && afterReading(invoice, current, { _id: id, tenantId, integrationId, at, ...resultSource });
  });
}

interface Reader extends ResultSource {
  _id: string;
  tenantId: string;
  integrationId: string;
  at: Date;
}

/** Undefined where nothing has changed. */
function afterReading(invoice: PostedInvoice, current: ToldInvoice | undefined, of: Reader): Draft<ToldInvoice> | undefined {
  const contentHash = createHash('sha256').update(canonicalJson(invoice)).digest('hex');
  if (current?.contentHash === contentHash) return undefined;
  const { _id, tenantId, integrationId, provider, source, at } = of;
  const { externalId } = invoice;
  const revision = (current?.revision ?? 0) + 1;
  const event = newEvent(events.invoiceSeen, {
    id: `${integrationId}:invoice:${externalId}:${revision}`,
    topic: topics.invoices.name,
    key: entityKey(tenantId, 'invoice', _id),
    ...{ source, tenantId, at },
    data: { ...invoice, integrationId, provider, revision: BigInt(revision), seenAt: timestampFromDate(at) },
  });
  return { _id, tenantId, integrationId, externalId, contentHash, revision, outbox: [...(current?.outbox ?? []), event] };
}
