import {
  defineConnector,
  type ConnectorDefinition,
  type Limits,
  type RetryRules,
  type WebhookWindows,
} from '@psa-bridge/connector-kit';
import { readHaloAnswer } from './client/answer.ts';
import { testHaloConnection } from './connection/connection-test.ts';
import { classifyHaloError } from './failures.ts';
import { rehearseHalo } from './rehearsal/rehearsal.ts';
import { haloPostSale } from './post-sale.ts';
import { catalogueImport } from './resources/catalogue-import.ts';
import { companyResource } from './resources/company.resource.ts';
import { opportunityResource } from './resources/opportunity.resource.ts';
import { productResource } from './resources/product.resource.ts';
import { quoteResource } from './resources/quote.resource.ts';
import { purchaseOrderResource } from './resources/purchase-order.resource.ts';
import { salesOrderResource } from './resources/sales-order.resource.ts';
import { serviceResource } from './resources/service.resource.ts';
import { contactResource } from './resources/contact.resource.ts';
import { fieldValueParts } from './resources/field-values.ts';
import { haloPeople } from './resources/people.ts';
import { openSession, type HaloSession } from './session.ts';
import { haloPages } from './settings/pages.ts';
import { HaloCredentials, HaloSettings } from './settings/settings.ts';
import { haloWebhooks } from './webhook/webhooks.part.ts';

/** The vendor's time windows, as settings: scaled alike in simulator and service for scenarios (architecture rule 15). */
export interface HaloWindows {
  /** 300 calls in rolling five minutes (halopsa.md section 8). */
  allowance: { calls: number; ms: number };
  /** How long HaloPSA may still carry out a call that was not answered. */
  quarantineMs: number;
  /** The first wait at a limit without a time, 30 seconds; each further one is twice as long, up to the whole window. */
  limitWaitMs: number;
  /** Between two background deltas. */
  deltaEveryMs: number;
  /** Between two readings of opportunities, products and services, of which no webhook tells: an hour (SY-22). */
  salesEveryMs: number;
  /** By which webhooks are kept honest. */
  webhooks: WebhookWindows;
}

export interface HaloOptions {
  /** Addresses and networks (CIDR) that HaloPSA delivers from; all where it is empty. */
  webhookSources?: readonly string[];
}

type HaloConnector = ConnectorDefinition<(typeof HaloCredentials)['shape'], (typeof HaloSettings)['shape'], HaloSession>;

/** HaloPSA as a connector: what a reader needs to know of it is on this page. */
export function haloConnector(windows: HaloWindows, { webhookSources = [] }: HaloOptions = {}): HaloConnector {
  return defineConnector({
    provider: 'halo',
    displayName: 'HaloPSA',
    credentials: { schema: HaloCredentials, secret: ['clientSecret'] },
    settings: HaloSettings,
    pages: haloPages,
    limits: limitsOf(windows),
    retry: retryRules(windows),
    readAnswer: readHaloAnswer,
    classify: classifyHaloError,
    open: openSession,
    testConnection: testHaloConnection,
    rehearse: rehearseHalo,
    // What others refer to comes first.
    resources: {
      company: companyResource,
      contact: contactResource,
      product: productResource({ everyMs: windows.salesEveryMs }),
      service: serviceResource({ everyMs: windows.salesEveryMs }),
      opportunity: opportunityResource({ everyMs: windows.salesEveryMs }),
      quote: quoteResource,
      sales_order: salesOrderResource,
      purchase_order: purchaseOrderResource,
    },
    fieldValues: fieldValueParts,
    people: haloPeople,
    runs: [catalogueImport],
    postSale: haloPostSale,
    webhooks: haloWebhooks({
      windows: windows.webhooks,
      sources: webhookSources,
      // A fifth of the allowance at most for whoever learnt how to make us read.
      hintsAtMost: { count: Math.max(1, Math.floor(windows.allowance.calls / 5)), withinMs: windows.allowance.ms },
    }),
    deltaEveryMs: windows.deltaEveryMs,
  });
}

/** Others' use is not told, and the number differs from tenant to tenant: a little is left to both. */
function limitsOf({ allowance, limitWaitMs }: HaloWindows): Limits {
  return {
    window: allowance,
    ceilings: { interactive: 0.98, webhook: 0.97, scheduled: 0.96, bulk: 0.95 },
    reserve: Math.floor(allowance.calls / 25),
    inFlightPerGroup: 4,
    penaltyMs: limitWaitMs,
  };
}

/** How much waits are spread, so that many do not come back at once. */
const JITTER = 0.1;

function retryRules({ quarantineMs, limitWaitMs, allowance }: HaloWindows): RetryRules {
  const patient = {
    backoff: { firstMs: 5_000, maxMs: 300_000, factor: 2, jitter: JITTER },
    interactive: 'unlimited',
    background: 'unlimited',
  } as const;
  return {
    // SY-32: two retries, then the failure surfaces.
    connection: { backoff: { firstMs: 1_000, maxMs: 4_000, factor: 2, jitter: JITTER }, interactive: 2, background: 2 },
    // SY-33: what runs by itself never gives up for a limit. Short waits do not outlast the window (section 12).
    limited: {
      backoff: { firstMs: limitWaitMs, maxMs: Math.max(limitWaitMs, allowance.ms), factor: 2, jitter: JITTER },
      interactive: 4,
      background: 'unlimited',
    },
    outage: patient,
    quarantineMs,
  };
}
