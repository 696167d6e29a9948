import type { XeroClient } from '../../client/xero.client.ts';
import type { StoredInvoice } from '../../collections.ts';
import type { XeroDocument } from '../../domain/document/xero-document.ts';
import type { Outcome } from '../../domain/life/outcome.ts';
import type { Plan } from '../../domain/plan.ts';

/** One invoice that is worked on. */
export interface Work {
  /** As it was claimed: its run is ours. */
  invoice: StoredInvoice;
  plan: Extract<Plan, { kind: 'send' }>;
}

/** With the customer that it goes to. */
export interface Addressed extends Work {
  contactId: string;
}

export interface Ended {
  invoice: StoredInvoice;
  outcome: Outcome;
}

/** What a batch is worked on with. */
export interface Batch {
  connectionId: string;
  tenantId: string;
  client: XeroClient;
}

export function kindOf({ plan }: Work): XeroDocument['kind'] {
  return plan.document.kind;
}
