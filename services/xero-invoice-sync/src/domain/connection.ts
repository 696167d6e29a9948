import type { Stored } from '@psa-bridge/persistence';

/** A Xero organisation that a tenant connected, and whose invoices go there. */
export interface XeroConnection extends Stored {
  /** The integration with the PSA that the invoices come from. */
  integrationId: string;
  organisation: { id: string; name: string };
  state: 'connected' | 'disconnected';
  /** Of a custom connection (xero.md 2.2). */
  clientId: string;
  /** Encrypted; `fieldAad(tenantId, '<connectionId>.secret')`. */
  sealedSecret: string;
}
