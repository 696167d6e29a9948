import type { Collection, Draft } from '@psa-bridge/persistence';
import type { StoredProcurementSettings } from '../collections.ts';
import type { ProcurementSettings } from '../ports.ts';

const DIGITS = 6;

export function createProcurementSettings(collection: Collection<StoredProcurementSettings>): ProcurementSettings {
  const fresh = (tenantId: string): Draft<StoredProcurementSettings> => ({ _id: tenantId, tenantId, lastNumber: 0 });
  return {
    async get(tenantId) {
      const stored = await collection.forTenant(tenantId).get(tenantId);
      return stored?.approvalAbove === undefined ? {} : { approvalAbove: stored.approvalAbove };
    },
    async set(tenantId, { approvalAbove }) {
      await collection.forTenant(tenantId).mutate(tenantId, (current) => {
        const { approvalAbove: _before, ...rest } = current ?? fresh(tenantId);
        return approvalAbove === undefined ? rest : { ...rest, approvalAbove };
      });
    },
    async takeNumber(tenantId) {
      const stored = await collection.forTenant(tenantId).mutate(tenantId, (current) => {
        const settings = current ?? fresh(tenantId);
        return { ...settings, lastNumber: settings.lastNumber + 1 };
      });
      return `PO-${String(stored?.lastNumber).padStart(DIGITS, '0')}`;
    },
  };
}
