import { defineConnector, type ConnectorDefinition, type RetryRules, type WebhookWindows } from '@psa-bridge/connector-kit';
import { readConnectWiseAnswer } from './client/answer.ts';
import { testConnectWiseConnection } from './connection/connection-test.ts';
import { classifyConnectWiseError } from './failures.ts';
import { agreementResource } from './resources/agreement.resource.ts';
import { catalogueImport } from './resources/catalogue-import.ts';
import { companyResource } from './resources/company.resource.ts';
import { contactResource } from './resources/contact.resource.ts';
import { fieldValueParts } from './resources/field-values.ts';
import { inventoryRun } from './resources/inventory.ts';
import { rehearseConnectWise } from './rehearsal/rehearsal.ts';
import { connectWisePostSale } from './post-sale.ts';
import { productResource } from './resources/product.resource.ts';
import { serviceResource } from './resources/service.resource.ts';
import { membersPart } from './resources/members.ts';
import { connectWisePeople } from './resources/people.ts';
import { opportunityResource } from './resources/opportunity.resource.ts';
import { purchaseOrderResource } from './resources/purchase-order.resource.ts';
import { quoteResource } from './resources/quote.resource.ts';
import { ticketChargeResource } from './resources/ticket-charge.resource.ts';
import { ticketResource } from './resources/ticket.resource.ts';
import { openSession, type ConnectWiseSession } from './session.ts';
import { connectWisePages } from './settings/pages.ts';
import { ConnectWiseCredentials, ConnectWiseSettings } from './settings/settings.ts';
import { connectWiseCallbacks } from './webhook/callbacks.part.ts';

/** The vendor's time windows, as settings: scaled alike in simulator and service for scenarios (architecture rule 15). */
export interface ConnectWiseWindows {
  /** The window of about 1,000 requests: a minute (connectwise.md section 9). */
  allowanceMs: number;
  /** How long ConnectWise may still carry out a call that was not answered. */
  quarantineMs: number;
  /** The first wait at a limit, 5 seconds; each further one is twice as long, up to twelve times this one (CW-60). */
  limitWaitMs: number;
  /** Between two background deltas. */
  deltaEveryMs: number;
  /** Between two readings of the active agreements with their additions. */
  agreementsEveryMs: number;
  /** By which callbacks are kept honest. */
  webhooks: WebhookWindows;
}

type ConnectWiseConnector = ConnectorDefinition<
  (typeof ConnectWiseCredentials)['shape'],
  (typeof ConnectWiseSettings)['shape'],
  ConnectWiseSession
>;

/** ConnectWise PSA as a connector: what a reader needs to know of it is on this page. */
export function connectWiseConnector(windows: ConnectWiseWindows): ConnectWiseConnector {
  return defineConnector({
    provider: 'connectwise',
    displayName: 'ConnectWise PSA',
    credentials: { schema: ConnectWiseCredentials, secret: ['privateKey', 'clientId'] },
    settings: ConnectWiseSettings,
    pages: connectWisePages,
    limits: {
      // Not documented as a number: throttling is likely above it (section 9). Others' use is not told.
      window: { calls: 1_000, ms: windows.allowanceMs },
      ceilings: { interactive: 0.95, webhook: 0.8, scheduled: 0.7, bulk: 0.6 },
      reserve: 100,
      inFlightPerGroup: 4,
      // Shorter than the first wait (CW-60), so that this wait and no other decides when a call is tried again.
      penaltyMs: windows.limitWaitMs / 2,
    },
    retry: retryRules(windows),
    readAnswer: readConnectWiseAnswer,
    classify: classifyConnectWiseError,
    open: openSession,
    testConnection: testConnectWiseConnection,
    rehearse: rehearseConnectWise,
    // What others refer to comes first.
    resources: {
      company: companyResource,
      contact: contactResource,
      product: productResource,
      service: serviceResource,
      opportunity: opportunityResource,
      quote: quoteResource,
      purchase_order: purchaseOrderResource,
      ticket: ticketResource,
      ticket_charge: ticketChargeResource,
      agreement: agreementResource({ rereadEveryMs: windows.agreementsEveryMs }),
    },
    fieldValues: [...fieldValueParts, membersPart],
    people: connectWisePeople,
    runs: [catalogueImport, inventoryRun],
    webhooks: connectWiseCallbacks(windows.webhooks),
    postSale: connectWisePostSale,
    deltaEveryMs: windows.deltaEveryMs,
  });
}

/** How much waits are spread, so that many do not come back at once (CW-60: the declared jitter). */
const JITTER = 0.1;

function retryRules({ quarantineMs, limitWaitMs }: ConnectWiseWindows): RetryRules {
  const patient = {
    backoff: { firstMs: 5_000, maxMs: 300_000, factor: 2, jitter: JITTER },
    interactive: 'unlimited',
    background: 'unlimited',
  } as const;
  return {
    // SY-32: two retries, then the failure surfaces.
    connection: { backoff: { firstMs: 1_000, maxMs: 4_000, factor: 2, jitter: JITTER }, interactive: 2, background: 2 },
    // CW-60, SY-33: four retries for what a person waits for; what runs by itself never gives up for a limit.
    limited: {
      backoff: { firstMs: limitWaitMs, maxMs: 12 * limitWaitMs, factor: 2, jitter: JITTER },
      interactive: 4,
      background: 'unlimited',
    },
    outage: patient,
    quarantineMs,
  };
}
