import { actionTaken, fieldChanges } from '@psa-bridge/audit';
import { checkRevision, contentRevision, type Clock } from '@psa-bridge/core';
import type { Collection, Draft } from '@psa-bridge/persistence';
import { SERVICE_NAME, type StoredProcurementSettings } from '../collections.ts';
import type { ProcurementSettings } from '../ports.ts';

const DIGITS = 6;

export function createProcurementSettings(collection: Collection<StoredProcurementSettings>, clock: Clock): ProcurementSettings {
  const fresh = (tenantId: string): Draft<StoredProcurementSettings> => ({ _id: tenantId, tenantId, lastNumber: 0 });
  return {
    async get(tenantId) {
      const stored = await collection.forTenant(tenantId).get(tenantId);
      return stored?.approvalAbove === undefined ? {} : { approvalAbove: stored.approvalAbove };
    },
    async set(tenantId, { approvalAbove }, ifRevision) {
      await collection.forTenant(tenantId).mutate(tenantId, (current) => {
        const { approvalAbove: before, ...rest } = current ?? fresh(tenantId);
        checkRevision(contentRevision({ approvalAbove: before }), ifRevision);
        if (before === approvalAbove) return undefined;
        const next = approvalAbove === undefined ? rest : { ...rest, approvalAbove };
        const record = { type: 'procurement_settings', id: tenantId };
        const fields = fieldChanges({ approvalAbove: before }, { approvalAbove });
        const cause = { tenantId, source: SERVICE_NAME, at: clock.now() };
        return { ...next, outbox: [actionTaken({ kind: 'procurement_settings.saved', record, fields }, cause)] };
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
