import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import type { Draft, Stored } from '@psa-bridge/persistence';

export interface PartnerPolicy {
  /** Whether events go to the tenant's webhook endpoints (PA-40). */
  readonly webhooks: boolean;
  /** Whether the tenant has partner topics, and events go there (architecture rule 12). */
  readonly stream: boolean;
}

/** One of each tenant; `_id` is the tenant's. */
export interface PartnerSettings extends Stored, PartnerPolicy {
  /** The ETag. */
  readonly revision: number;
}

export const NO_PARTNERS: PartnerPolicy & { readonly revision: number } = { webhooks: false, stream: false, revision: 0 };

export function savedSettings(
  current: PartnerSettings | undefined,
  { tenantId, ...policy }: PartnerPolicy & { tenantId: string },
  at: Date,
): Draft<PartnerSettings> | undefined {
  const { webhooks, stream, revision } = current ?? NO_PARTNERS;
  if (webhooks === policy.webhooks && stream === policy.stream) return undefined;
  const record = { type: 'partner_settings', id: tenantId };
  const fields = fieldChanges({ webhooks, stream }, { ...policy });
  const told = actionTaken({ kind: 'partner_settings.saved', record, fields }, { tenantId, source: 'gateway', at });
  return { ...policy, _id: tenantId, tenantId, revision: revision + 1, outbox: [told] };
}
