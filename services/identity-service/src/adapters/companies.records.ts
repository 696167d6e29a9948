import type { RecordStore } from '@psa-bridge/records';
import type { Companies } from '../ports.ts';

/** Companies and their contacts as the business records have them. */
export function createCompanies(records: RecordStore): Companies {
  return {
    async typeOf(tenantId, companyId) {
      return (await records.forTenant(tenantId).get('company', companyId))?.data.type;
    },
    has: async (tenantId, companyId) => (await records.forTenant(tenantId).get('company', companyId)) !== undefined,
    async contact(tenantId, contactId) {
      const contact = await records.forTenant(tenantId).get('contact', contactId);
      return contact && { id: contactId, ...contact.data };
    },
  };
}
