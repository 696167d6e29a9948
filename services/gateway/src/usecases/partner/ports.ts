import type { Attempt } from '../../domain/partner/retry-rules.ts';
import type { Delivery } from '../../domain/partner/delivery.ts';
import type { WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { PartnerPolicy } from '../../domain/partner/partner-settings.ts';

/** Sends one delivery once. Whatever comes of it is an attempt; it rejects only when it was aborted. */
export type SendWebhook = (endpoint: WebhookEndpoint, delivery: Delivery, signal: AbortSignal) => Promise<Attempt>;

/** What there is to tell a tenant's partners by, as it was a moment ago. */
export interface PartnerDirectory {
  of(tenantId: string): Promise<TenantPartners>;
  /** Something of the tenant was changed here. */
  forget(tenantId: string): void;
}

export interface TenantPartners extends PartnerPolicy {
  /** Those that are active. */
  readonly endpoints: readonly WebhookEndpoint[];
}

/** Who sends what waits. */
export interface WebhookDispatch {
  /** Something waits for these endpoints. */
  wake(endpointIds: Iterable<string>): void;
  /** This one may be tried again at once, whatever held it. */
  release(endpointId: string): void;
}

/** Makes and reads the secrets that deliveries are signed with. */
export interface SigningSecrets {
  /** A new one: as it is shown once, and as it is stored. */
  make(tenantId: string, endpointId: string): { shown: string; stored: string };
}
