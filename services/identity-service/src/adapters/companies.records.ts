import type { RecordStore } from '@psa-bridge/records';
import { domainOf, normalisedEmail } from '../domain/user.ts';
import type { Companies } from '../ports.ts';

/** More contacts than share one address, or stand for one domain. */
const MOST = 200;

/** Companies and their contacts as the business records have them. */
export function createCompanies(records: RecordStore): Companies {
  /** Nothing in the words is a pattern, and case does not count; the oldest first. */
  async function search(tenantId: string, query: string) {
    const { items } = await records.forTenant(tenantId).search('contact', { from: 0, size: MOST, query });
    return items.map(({ _id: id, data }) => ({ id, ...data }));
  }

  return {
    async typeOf(tenantId, companyId) {
      return (await records.forTenant(tenantId).get('company', companyId))?.data.type;
    },
    has: async (tenantId, companyId) => (await records.forTenant(tenantId).get('company', companyId)) !== undefined,
    async contact(tenantId, contactId) {
      const contact = await records.forTenant(tenantId).get('contact', contactId);
      return contact && { id: contactId, ...contact.data };
    },
    async contactsWith(tenantId, email) {
      const found = await search(tenantId, email);
      return found.filter((contact) => normalisedEmail(contact.email) === email);
    },
    async hasContactAt(tenantId, domain) {
      return (await search(tenantId, `@${domain}`)).some(({ email }) => domainOf(email) === domain);
    },
    async many(tenantId, companyIds) {
      if (companyIds.length === 0) return [];
      const companies = await records.forTenant(tenantId).getMany('company', companyIds);
      return companies.map(({ _id: id, data: { name, website, parentId } }) => ({
        ...{ id, name },
        ...(website !== undefined && { website }),
        ...(parentId !== undefined && { parentId }),
      }));
    },
    async idOf(tenantId, { integrationId, externalId }) {
      return (await records.forTenant(tenantId).idsByExternal('company', integrationId, [externalId])).get(externalId);
    },
  };
}
