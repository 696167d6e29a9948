import type { RecordStore } from '@psa-bridge/records';
import type { Companies } from '../ports.ts';

/** Companies as the business records have them. */
export function createCompanies(records: RecordStore): Companies {
  return {
    async typeOf(tenantId, companyId) {
      return (await records.forTenant(tenantId).get('company', companyId))?.data.type;
    },
  };
}
