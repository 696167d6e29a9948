import {
  defineConnector,
  type ConnectorDefinition,
  type Limits,
  type RetryRules,
  type Usage,
  type WebhookWindows,
} from '@psa-bridge/connector-kit';
import { readAutotaskAnswer } from './client/answer.ts';
import { testAutotaskConnection } from './connection/connection-test.ts';
import { classifyAutotaskError } from './failures.ts';
import { rehearseAutotask } from './rehearsal/rehearsal.ts';
import { agreementResource } from './resources/agreement.resource.ts';
import { catalogueImport } from './resources/catalogue-import.ts';
import { companyResource } from './resources/company.resource.ts';
import { contactResource } from './resources/contact.resource.ts';
import { fieldValueParts } from './resources/field-values.ts';
import { inventoryRun } from './resources/inventory.ts';
import { postedInvoices, type InvoiceRhythm } from './invoices/posted-invoices.ts';
import { vendorOrders } from './invoices/vendor-orders.ts';
import type { OpportunityRhythm } from './resources/opportunity-poll.ts';
import { opportunityResource } from './resources/opportunity.resource.ts';
import { autotaskPeople } from './resources/people.ts';
import type { ProductCatalogue } from './ports.ts';
import { productResource } from './resources/product.resource.ts';
import { purchaseOrderResource } from './resources/purchase-order.resource.ts';
import { quoteResource } from './resources/quote.resource.ts';
import { serviceResource } from './resources/service.resource.ts';
import { ticketChargeResource } from './resources/ticket-charge.resource.ts';
import { ticketResource } from './resources/ticket.resource.ts';
import { openSession, type AutotaskSession } from './session.ts';
import { autotaskPostSale } from './post-sale.ts';
import { autotaskPages } from './settings/pages.ts';
import { AutotaskCredentials, AutotaskSettings } from './settings/settings.ts';
import { autotaskWebhooks } from './webhook/webhooks.part.ts';

/** The vendor's time windows, as settings: scaled alike in simulator and service for scenarios (architecture rule 15). */
export interface AutotaskWindows {
  /** Base of the zone discovery call. */
  discoveryUrl: string;
  /** The rolling window of 10,000 requests: an hour (AT-06). */
  allowanceMs: number;
  /** How long Autotask may still carry out a call that was not answered: 5 minutes (autotask.md section 3). */
  quarantineMs: number;
  /** How old a ticket charge may be to be imported: 2 hours (AT-91). */
  chargeWindowMs: number;
  /** Between two background deltas. */
  deltaEveryMs: number;
  /** By which webhooks are kept honest; Autotask delivers again after 30 s (section 6.5). */
  webhooks: WebhookWindows;
  /** When changes of opportunities are looked for, where a tenant wants it (AT-80). */
  opportunities: OpportunityRhythm;
  /** Between two readings of the active agreements with their services. */
  agreementsEveryMs: number;
  /** When posted invoices are looked for, where a tenant wants them in its accounting (XI-08). */
  invoices: InvoiceRhythm;
}

/** What it works with besides Autotask. */
export interface AutotaskParts {
  catalogue?: ProductCatalogue | undefined;
}

type AutotaskConnector = ConnectorDefinition<
  (typeof AutotaskCredentials)['shape'],
  (typeof AutotaskSettings)['shape'],
  AutotaskSession
>;

/** Autotask as a connector: what a reader needs to know of it is on this page. */
export function autotaskConnector({ catalogue, ...windows }: AutotaskWindows & AutotaskParts): AutotaskConnector {
  return defineConnector({
    provider: 'autotask',
    displayName: 'Autotask',
    credentials: { schema: AutotaskCredentials, secret: ['secret', 'integrationCode'] },
    settings: AutotaskSettings,
    pages: autotaskPages({ hasCatalogue: catalogue !== undefined }),
    limits: limitsOf(windows),
    retry: retryRules(windows),
    readAnswer: readAutotaskAnswer,
    classify: classifyAutotaskError,
    open: (context) => openSession(context, { discoveryUrl: windows.discoveryUrl, catalogue }),
    testConnection: testAutotaskConnection,
    readUsage,
    rehearse: rehearseAutotask,
    // What others refer to comes first.
    resources: {
      company: companyResource,
      contact: contactResource,
      product: productResource,
      service: serviceResource,
      opportunity: opportunityResource(windows.opportunities),
      quote: quoteResource,
      purchase_order: purchaseOrderResource,
      ticket: ticketResource,
      ticket_charge: ticketChargeResource(windows.chargeWindowMs),
      agreement: agreementResource({ rereadEveryMs: windows.agreementsEveryMs }),
    },
    fieldValues: fieldValueParts,
    people: autotaskPeople,
    invoices: postedInvoices(windows.invoices),
    vendorOrders: vendorOrders(windows.invoices),
    webhooks: autotaskWebhooks(windows.webhooks),
    postSale: autotaskPostSale,
    runs: [catalogueImport, inventoryRun],
    deltaEveryMs: windows.deltaEveryMs,
  });
}

function limitsOf(windows: AutotaskWindows): Limits {
  return {
    window: { calls: 10_000, ms: windows.allowanceMs },
    ceilings: { interactive: 0.95, webhook: 0.85, scheduled: 0.75, bulk: 0.7 },
    reserve: 1_000,
    // Three threads are allowed, and the server frees them late (autotask.md section 3).
    inFlightPerGroup: 2,
    // Once a minute of the vendor's hour: the reading is a call itself.
    usageEveryMs: windows.allowanceMs / 60,
  };
}

async function readUsage({ client }: AutotaskSession): Promise<Usage> {
  const { used, limit } = await client.usage();
  return { used, limit };
}

function retryRules({ quarantineMs }: AutotaskWindows): RetryRules {
  const patient = {
    backoff: { firstMs: 5_000, maxMs: 300_000, factor: 2, jitter: 0.2 },
    interactive: 'unlimited',
    background: 'unlimited',
  } as const;
  return {
    // SY-32: two retries, then the failure surfaces.
    connection: { backoff: { firstMs: 1_000, maxMs: 4_000, factor: 2, jitter: 0.2 }, interactive: 2, background: 2 },
    limited: patient,
    outage: patient,
    quarantineMs,
  };
}
