import type { KeptMail } from '@psa-bridge/mail';
import type { Collection, CollectionSpec, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { StoredConsent } from './client/token-keeper.ts';
import type { XeroConnection } from './domain/connection.ts';
import type { SyncEngine } from './domain/engine.ts';
import type { ConnectAttempt } from './domain/connection/connect-attempt.ts';
import type { KnownInvoice } from './domain/life/take-in.ts';
import type { InvoiceOrigin } from './domain/note-invoice.ts';
import type { TriedPurchase } from './domain/purchase/prepare-purchase.ts';
import type { KnownOrder } from './domain/purchase/take-in-order.ts';

export const SERVICE_NAME = 'xero-invoice-sync';

/** One invoice of one PSA; `_id` is `<integrationId>:<ownId>`, see `ownIdOf`. */
export interface StoredInvoice extends Stored, KnownInvoice {
  integrationId: string;
  /** Whose connector told of it, and of which of its databases; absent of what was told before both were kept. */
  psa?: InvoiceOrigin;
  /** Which organisation it goes to, once that is decided. */
  connectionId?: string;
  /** What was last told of it as a sync result. */
  told?: { sequence: number };
}

/** One purchase order of one PSA; `_id` is `<integrationId>:<ownId>`, see `ownIdOf`. */
export interface StoredOrder extends Stored, KnownOrder {
  integrationId: string;
  /** The organisation that it goes to, once that is decided. */
  connectionId?: string;
  /** What was last sent to Xero, whatever Autotask or the settings say since: there it is looked for. */
  tried?: TriedPurchase;
  told?: { sequence: number };
}

/** Which Xero contact a company became; `_id` is `<connectionId>:<the company's id>`. */
export interface CustomerLink extends Stored {
  connectionId: string;
  contactId: string;
  /** Xero archived the contact, merged or changed it: it is read again before the next document names it. */
  isSuspect?: true;
}

export interface Collections {
  connections: Collection<XeroConnection>;
  engines: Collection<SyncEngine>;
  customers: Collection<CustomerLink>;
  consents: Collection<StoredConsent>;
  connectAttempts: Collection<ConnectAttempt>;
  invoices: Collection<StoredInvoice>;
  orders: Collection<StoredOrder>;
  mailOutbox: Collection<KeptMail>;
}

/** The collections this service alone writes. */
export function openCollections(store: DocumentStore): Collections {
  const open = <Doc extends Stored>(name: string, indexes: CollectionSpec<Doc>['indexes'] = []): Collection<Doc> =>
    store.collection<Doc>({ name, writer: SERVICE_NAME, indexes });

  return {
    connections: open<XeroConnection>('xero_connections', [{ keys: { tenantId: 1 } }, { keys: { 'organisation.id': 1 } }]),
    engines: open<SyncEngine>('xero_engines'),
    customers: open<CustomerLink>('xero_customers', [{ keys: { tenantId: 1, connectionId: 1, contactId: 1 } }]),
    consents: open<StoredConsent>('xero_consents', [{ keys: { renewedAt: 1 } }]),
    connectAttempts: open<ConnectAttempt>('xero_connect_attempts', [{ keys: { endsAt: 1 } }]),
    invoices: open<StoredInvoice>('xero_invoices', [
      { keys: { tenantId: 1, connectionId: 1, 'item.state': 1, 'item.dueAt': 1 } },
      { keys: { tenantId: 1, connectionId: 1, 'item.link.documentId': 1 } },
      // The few that somebody waits for, of however many that are due.
      { keys: { 'item.isAsked': 1 }, sparse: true },
    ]),
    orders: open<StoredOrder>('xero_orders', [{ keys: { tenantId: 1, integrationId: 1, 'item.state': 1, statusKey: 1 } }]),
    mailOutbox: open<KeptMail>('xero_mail_outbox', [{ keys: { tenantId: 1, at: -1 } }]),
  };
}
