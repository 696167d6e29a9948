import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { StoredPublicApiSettings } from '../collections.ts';
import type { PublicApiPolicy, PublicApiSettings } from '../ports.ts';

const MAX_AGE_MS = 5_000;
const MAX_TENANTS = 10_000;
const OFF: PublicApiPolicy = { isEnabled: false };

/** Kept for a moment in each replica: every request of a partner asks whether the public API is on. */
export function createPublicApiSettings(collection: Collection<StoredPublicApiSettings>, clock: Clock): PublicApiSettings {
  const known = new Map<string, { policy: Promise<PublicApiPolicy>; until: number }>();

  async function read(tenantId: string): Promise<PublicApiPolicy> {
    const stored = await collection.forTenant(tenantId).get(tenantId);
    return stored?.policy ?? OFF;
  }

  return {
    get(tenantId) {
      const now = clock.now().getTime();
      const hit = known.get(tenantId);
      if (hit && hit.until > now) return hit.policy;
      if (known.size >= MAX_TENANTS) known.clear();
      const policy = read(tenantId);
      known.set(tenantId, { policy, until: now + MAX_AGE_MS });
      policy.catch(() => known.delete(tenantId));
      return policy;
    },
    async set(tenantId, policy) {
      await collection.forTenant(tenantId).put({ _id: tenantId, tenantId, policy });
      known.delete(tenantId);
    },
  };
}
