import type { EventInit, EventType, events } from '@psa-bridge/contracts';
import type { PageRequest } from './resource.ts';
import type { PartContext } from './session.ts';

/** What a connector says of a document; the kit adds whose it is and which telling this is. */
type Said<Type extends EventType> = Omit<
  EventInit<Type>,
  'integrationId' | 'provider' | 'externalId' | 'revision' | 'seenAt' | '$typeName'
> & { externalId: string };

/** A posted invoice as the PSA shows it now: what `psa.invoices.v1` says of it. */
export type PostedInvoice = Said<typeof events.invoiceSeen>;

/** A purchase order as the PSA shows it now, whoever made it: what `psa.purchase-orders.v1` says of it. */
export type VendorOrder = Said<typeof events.purchaseOrderSeen>;

export interface DocumentPage<Document> {
  documents: readonly Document[];
  /** Absent on the last page. Must not depend on this process. */
  next?: string;
  /** The latest time of making among them, by the PSA's clock. */
  watermark?: Date;
}

/**
 * Documents for an accounting system: read in a rhythm of their own, the least urgent of what is done by schedule. One is told
 * again only where its content has changed.
 */
export interface AccountingPart<Session, Settings, Document> {
  /** False where the tenant left it off: nothing is read then. */
  isOn(settings: Settings): boolean;
  /** Milliseconds between two looks. */
  everyMs: number;
  /** Share of the allowance, everyone's use counted, from which on looks are left out: 0 to 1. */
  standsBackAt: number;
  /** Milliseconds by which a look begins before the latest document seen: so long may the PSA take to complete one. */
  overlapMs: number;
  /** Edits have no time of their own: all that is younger than the history is read again and compared. */
  reread: { everyMs: number };
  /** How far back the first look and each reading again go, in milliseconds (XI-23). */
  historyMs(settings: Settings): number;
  /** Documents made, or voided, at or after a time, those that are not complete yet among them. */
  page(context: PartContext<Session, Settings>, request: PageRequest & { since: Date }): Promise<DocumentPage<Document>>;
}

/** That an accounting system has a document of a posted invoice. */
export interface AccountedInvoice {
  /** The PSA's id of the invoice. */
  externalId: string;
  /** The document's number; absent where the PSA's own is to stay. */
  number?: string;
  /** When the document was written; absent where the PSA's own stamp stays. */
  takenAt?: Date;
  /** The day on which it was paid in full, null where it is not any more (PAY-2); absent where the PSA's own stays. */
  paidOn?: string | null;
}

export interface InvoicesPart<Session, Settings> extends AccountingPart<Session, Settings, PostedInvoice> {
  /** Says so on the PSA's own invoice (NUM-4). Carried out twice it changes nothing. Absent where the PSA takes no such thing. */
  note?(context: PartContext<Session, Settings>, invoice: AccountedInvoice): Promise<void>;
}

export type VendorOrdersPart<Session, Settings> = AccountingPart<Session, Settings, VendorOrder>;
