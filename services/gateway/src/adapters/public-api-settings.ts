import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { checkRevision, contentRevision, type Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import { SERVICE_NAME, type StoredPublicApiSettings } from '../collections.ts';
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
    read,
    async set(tenantId, policy, ifRevision) {
      await collection.forTenant(tenantId).mutate(tenantId, (current) => {
        checkRevision(contentRevision(current?.policy ?? OFF), ifRevision);
        const record = { type: 'public_api_settings', id: tenantId };
        const fields = fieldChanges({ ...(current?.policy ?? OFF) }, { ...policy });
        if (fields.changes.length === 0) return undefined;
        const cause = { tenantId, source: SERVICE_NAME, at: clock.now() };
        const outbox = [actionTaken({ kind: 'public_api_settings.saved', record, fields }, cause)];
        return { _id: tenantId, tenantId, policy, outbox };
      });
      known.delete(tenantId);
    },
  };
}
