import type { Caller } from '@psa-bridge/core';
import type { Integration } from './domain/integration.ts';

/** The integrations of each tenant, as their connectors announced them. */
export interface IntegrationDirectory {
  /** All that were not removed; up to a moment old. */
  list(tenantId: string): Promise<readonly Integration[]>;
  announce(tenantId: string, integration: Integration): Promise<void>;
}

/** What the gateway hands on of the request it serves. */
export interface Onward {
  /** The caller's own access token, which the connector verifies itself. */
  authorization: string;
  requestId: string;
  traceparent?: string | undefined;
}

export interface SyncRequest {
  provider: string;
  integrationId: string;
  type: string;
  id: string;
}

/** Asks a connector to bring one record into step now. */
export interface Connectors {
  /**
   * @throws AppError the connector's own refusal with its code and message, such as `Already synchronizing` (SY-30);
   * `connector_unavailable` when it does not answer or none is configured for the provider.
   */
  sync(request: SyncRequest, onward: Onward): Promise<void>;
}

/** Who saves what for whom. */
export interface Saving {
  caller: Caller;
  traceparent?: string | undefined;
}
