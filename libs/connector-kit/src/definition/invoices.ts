import type { EventInit, events } from '@psa-bridge/contracts';
import type { PageRequest } from './resource.ts';
import type { PartContext } from './session.ts';

type Told = EventInit<typeof events.invoiceSeen>;

/** A posted invoice as the PSA shows it now: what `psa.invoices.v1` says of it. */
export interface PostedInvoice extends Omit<
  Told,
  'integrationId' | 'provider' | 'externalId' | 'revision' | 'seenAt' | '$typeName'
> {
  externalId: string;
}

export interface InvoicePage {
  invoices: readonly PostedInvoice[];
  /** Absent on the last page. Must not depend on this process. */
  next?: string;
  /** The latest time of posting among them, by the PSA's clock. */
  watermark?: Date;
}

/**
 * Posted invoices for an accounting system: read in a rhythm of their own, the least urgent of what is done by schedule. An
 * invoice is told again only where its content has changed.
 */
export interface InvoicesPart<Session, Settings> {
  /** False where the tenant left it off: nothing is read then. */
  isOn(settings: Settings): boolean;
  /** Milliseconds between two looks. */
  everyMs: number;
  /** Share of the allowance, everyone's use counted, from which on looks are left out: 0 to 1. */
  standsBackAt: number;
  /** Milliseconds by which a look begins before the latest invoice seen: so long may the PSA take to complete one. */
  overlapMs: number;
  /** Edits and voids have no time of their own: all that is younger than the history is read again and compared. */
  reread: { everyMs: number };
  /** How far back the first look and each reading again go, in milliseconds (XI-23). */
  historyMs(settings: Settings): number;
  /** Invoices posted, or voided, at or after a time, those that are not complete yet among them. */
  page(context: PartContext<Session, Settings>, request: PageRequest & { since: Date }): Promise<InvoicePage>;
}
