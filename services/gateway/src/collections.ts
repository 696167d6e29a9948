import type { KeptMail } from '@psa-bridge/mail';
import type { CollectionSpec, Stored } from '@psa-bridge/persistence';
import type { Integration } from './domain/integration.ts';
import type { ReportedEntity, ReportedState } from './domain/reported-state.ts';
import type { Notice } from './domain/notices/notice.ts';
import type { Subscription } from './domain/notices/subscription.ts';
import type { BrowserSession } from './domain/session/browser-session.ts';
import type { ServiceHistory } from './domain/status/service-history.ts';
import type { StatusWatch } from './domain/status/status-watch.ts';
import type { Slice } from './domain/limits/rolling-window.ts';
import type { Delivery } from './domain/partner/delivery.ts';
import type { PartnerSettings } from './domain/partner/partner-settings.ts';
import type { ReplayJob } from './domain/partner/replay-job.ts';
import type { WebhookEndpoint } from './domain/partner/webhook-endpoint.ts';
import type { ReindexJob } from './domain/reindex-job.ts';
import type { ProcurementPolicy, PublicApiPolicy } from './ports.ts';

export const SERVICE_NAME = 'gateway';

/** An integration as announced; `_id` is its id. */
export interface StoredIntegration extends Stored, Omit<Integration, 'id'> {}

/** One of each tenant; `_id` is the tenant's. */
export interface StoredProcurementSettings extends Stored, ProcurementPolicy {
  /** Of the purchase order that was numbered last. */
  readonly lastNumber: number;
}

/** One of each tenant; `_id` is the tenant's. */
export interface StoredPublicApiSettings extends Stored {
  readonly policy: PublicApiPolicy;
}

/** What was taken of one limit, by whom it is for. */
export interface StoredLimit extends Stored {
  readonly slices: readonly Slice[];
  /** When nothing of it counts any more. */
  readonly expiresAt: Date;
}

/** The answer to a request that carried an Idempotency-Key, as JSON; without one while it runs. */
export interface StoredAnswer extends Stored {
  readonly fingerprint: string;
  readonly startedAt: Date;
  readonly expiresAt: Date;
  readonly answer?: string;
}

/** What an outside integration reported last of one record. */
export interface StoredReportedState extends Stored, ReportedState {
  readonly entity: ReportedEntity;
  /** Orders the reports. */
  readonly sequence: number;
  readonly reportedAt: Date;
}

/** The collections this service alone writes. */
export const collections = {
  integrations: {
    name: 'gateway_integrations',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1 } }],
  } satisfies CollectionSpec<StoredIntegration> as CollectionSpec<StoredIntegration>,
  procurementSettings: {
    name: 'gateway_procurement_settings',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<StoredProcurementSettings> as CollectionSpec<StoredProcurementSettings>,
  publicApiSettings: {
    name: 'gateway_public_api_settings',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<StoredPublicApiSettings> as CollectionSpec<StoredPublicApiSettings>,
  limits: {
    name: 'gateway_limits',
    writer: SERVICE_NAME,
    indexes: [{ keys: { expiresAt: 1 } }],
  } satisfies CollectionSpec<StoredLimit> as CollectionSpec<StoredLimit>,
  answers: {
    name: 'gateway_answers',
    writer: SERVICE_NAME,
    indexes: [{ keys: { expiresAt: 1 } }],
  } satisfies CollectionSpec<StoredAnswer> as CollectionSpec<StoredAnswer>,
  browserSessions: {
    name: 'gateway_browser_sessions',
    writer: SERVICE_NAME,
    indexes: [{ keys: { expiresAt: 1 } }],
  } satisfies CollectionSpec<BrowserSession> as CollectionSpec<BrowserSession>,
  reportedStates: {
    name: 'gateway_reported_states',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<StoredReportedState> as CollectionSpec<StoredReportedState>,
  reindexJobs: {
    name: 'gateway_reindex_jobs',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<ReindexJob> as CollectionSpec<ReindexJob>,
  serviceHistories: {
    name: 'gateway_service_histories',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<ServiceHistory> as CollectionSpec<ServiceHistory>,
  statusWatch: {
    name: 'gateway_status_watch',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<StatusWatch> as CollectionSpec<StatusWatch>,
  notices: {
    name: 'gateway_notices',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, startsAt: -1 } }],
  } satisfies CollectionSpec<Notice> as CollectionSpec<Notice>,
  subscriptions: {
    name: 'gateway_status_subscriptions',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, subject: 1 } }],
  } satisfies CollectionSpec<Subscription> as CollectionSpec<Subscription>,
  mailOutbox: {
    name: 'gateway_mail_outbox',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, at: -1 } }],
  } satisfies CollectionSpec<KeptMail> as CollectionSpec<KeptMail>,
  partnerSettings: {
    name: 'gateway_partner_settings',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<PartnerSettings> as CollectionSpec<PartnerSettings>,
  partnerReplays: {
    name: 'gateway_partner_replays',
    writer: SERVICE_NAME,
  } satisfies CollectionSpec<ReplayJob> as CollectionSpec<ReplayJob>,
  webhookEndpoints: {
    name: 'gateway_webhook_endpoints',
    writer: SERVICE_NAME,
    indexes: [{ keys: { tenantId: 1, state: 1 } }],
  } satisfies CollectionSpec<WebhookEndpoint> as CollectionSpec<WebhookEndpoint>,
  webhookDeliveries: {
    name: 'gateway_webhook_deliveries',
    writer: SERVICE_NAME,
    indexes: [
      { keys: { endpointId: 1, state: 1, order: 1 } },
      { keys: { endpointId: 1, state: 1, dueAt: 1 } },
      { keys: { endpointId: 1, entityKey: 1, state: 1 } },
      { keys: { state: 1, dueAt: 1 } },
      { keys: { createdAt: 1 } },
    ],
  } satisfies CollectionSpec<Delivery> as CollectionSpec<Delivery>,
};
