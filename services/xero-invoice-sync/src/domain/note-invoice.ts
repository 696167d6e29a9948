import { entityKey, events, newEvent, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import type { SourceInvoice } from './invoice.ts';
import type { XeroLink } from './life/sync-item.ts';
import type { StandingInXero } from './life/take-in.ts';
import type { NumberMode } from './options.ts';

/** Whose connector told of an invoice, and the fingerprint of the database as it was told. */
export interface InvoiceOrigin {
  provider: string;
  fingerprint?: string;
}

/** Of what was told before the provider was kept. */
export const FIRST_PROVIDER = 'autotask';

export interface Noting {
  tenantId: string;
  integrationId: string;
  origin: InvoiceOrigin | undefined;
  invoice: SourceInvoice;
  link: XeroLink;
  numbering: NumberMode;
  /** See `paidDayOf`. */
  paidOn: string | undefined;
  /** When the document was written; absent where nothing is told but what became of it. */
  takenAt: Date | undefined;
  at: Date;
  source: string;
}

/**
 * Has the PSA's invoice say that it was taken, and by which number (NUM-4). Where the number is Autotask's own it stays: written
 * back with its prefix it would be given another one at the next resync.
 */
export function noteInvoice({
  tenantId,
  integrationId,
  origin,
  invoice,
  link,
  numbering,
  paidOn,
  takenAt,
  at,
  source,
}: Noting): OutboxEvent {
  const { provider, fingerprint } = origin ?? { provider: FIRST_PROVIDER };
  const { externalId } = invoice;
  return newEvent(events.noteInvoice, {
    topic: topics.commands(provider).name,
    key: entityKey(tenantId, 'posted_invoice', `${integrationId}:${externalId}`),
    ...{ source, tenantId, at },
    data: {
      ...{ integrationId, externalId, documentId: link.documentId, name: nameOf(invoice) },
      ...(takenAt === undefined ? {} : { takenAt: timestampFromDate(takenAt) }),
      number: numbering === 'autotask-number' ? '' : link.number,
      ...(fingerprint === undefined ? {} : { psaFingerprint: fingerprint }),
      ...(paidOn === undefined ? {} : { paidOn }),
    },
  });
}

/** PAY-2: a day that Xero never gave is a person's in Autotask, and is left alone. */
export function paidDayOf({ paidOn, wasPaid }: Partial<StandingInXero> = {}): string | undefined {
  return wasPaid === true ? '' : paidOn;
}

/** What people call an invoice. */
export function nameOf({ number, externalId, company }: SourceInvoice): string {
  return `Invoice ${number ?? externalId}, ${company.name}`;
}
