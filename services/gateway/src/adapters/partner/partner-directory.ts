import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import { NO_PARTNERS, type PartnerSettings } from '../../domain/partner/partner-settings.ts';
import type { WebhookEndpoint } from '../../domain/partner/webhook-endpoint.ts';
import type { PartnerDirectory, TenantPartners } from '../../usecases/partner/ports.ts';

export interface PartnerDirectoryParts {
  settings: Collection<PartnerSettings>;
  endpoints: Collection<WebhookEndpoint>;
  clock: Clock;
}

/** So long another replica may go on by what was. */
const MAX_AGE_MS = 1_000;
const MAX_TENANTS = 2_000;

/** Asked for every event there is, so it remembers for a moment; most tenants have no partners at all. */
export function createPartnerDirectory({ settings, endpoints, clock }: PartnerDirectoryParts): PartnerDirectory {
  const known = new Map<string, { until: number; partners: Promise<TenantPartners> }>();

  async function read(tenantId: string): Promise<TenantPartners> {
    const { webhooks, stream } = (await settings.forTenant(tenantId).get(tenantId)) ?? NO_PARTNERS;
    return { webhooks, stream, endpoints: webhooks ? await endpoints.forTenant(tenantId).find({ state: 'active' }) : [] };
  }

  return {
    of(tenantId) {
      const now = clock.now().getTime();
      const remembered = known.get(tenantId);
      if (remembered && remembered.until > now) return remembered.partners;
      const partners = read(tenantId);
      known.delete(tenantId);
      known.set(tenantId, { until: now + MAX_AGE_MS, partners });
      partners.catch(() => known.delete(tenantId));
      if (known.size > MAX_TENANTS) known.delete(known.keys().next().value ?? '');
      return partners;
    },
    forget: (tenantId) => void known.delete(tenantId),
  };
}
