import type { Stored } from '@psa-bridge/persistence';

/** A Xero organisation that a tenant connected, and whose invoices go there. `_id` is the same whenever it is connected again. */
export interface XeroConnection extends Stored {
  /** The integration with the PSA that the invoices come from. */
  integrationId: string;
  organisation: { id: string; name: string };
  /** `offered`: reached by a consent of which a person has yet to say that it is meant. */
  state: 'offered' | 'connected' | 'disconnected';
  /** What lets us in, see `StoredConsent`. */
  consentId: string;
  /** What Xero calls it (xero.md 2.1); a custom connection has none. */
  xeroConnectionId?: string;
  /** Values of the company's field `XeroOrganisation` whose invoices go there (ORG-1), or lines of business: `LOB:<id>` (ORG-2). */
  takes: readonly string[];
  connectedAt: Date;
}
