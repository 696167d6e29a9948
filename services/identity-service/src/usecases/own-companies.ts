import type { OwnCompany } from '../domain/contact-choice.ts';
import type { Deps } from '../ports.ts';
import { settingsOf } from './check-conditions.ts';

export type OwnCompaniesDeps = Pick<Deps, 'psaIntegrations' | 'companies' | 'tenants'>;

/** The records that stand for the MSP itself: one for each PSA that names its own company, and the one that an admin named. */
export function makeOwnCompanies({ psaIntegrations, companies, tenants }: OwnCompaniesDeps) {
  return async (tenantId: string): Promise<readonly OwnCompany[]> => {
    const integrations = await psaIntegrations.forTenant(tenantId).find({ ownCompanyExternalId: { $exists: true } });
    const ids = new Set<string>();
    for (const { _id: integrationId, ownCompanyExternalId: externalId } of integrations) {
      const id = externalId === undefined ? undefined : await companies.idOf(tenantId, { integrationId, externalId });
      if (id !== undefined) ids.add(id);
    }
    const { ownCompanyId } = await settingsOf({ tenants }, tenantId);
    if (ownCompanyId !== undefined) ids.add(ownCompanyId);
    const found = await companies.many(tenantId, [...ids]);
    return found.map(({ id, website }) => ({ id, ...domainOfWebsite(website) }));
  };
}

function domainOfWebsite(website: string | undefined): { domain?: string } {
  const url = website && URL.parse(website.includes('://') ? website : `https://${website}`);
  return url ? { domain: url.hostname.replace(/^www\./, '').toLowerCase() } : {};
}
