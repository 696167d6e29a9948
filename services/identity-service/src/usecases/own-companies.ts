import type { OwnCompany } from '../domain/contact-choice.ts';
import type { Deps } from '../ports.ts';

export type OwnCompaniesDeps = Pick<Deps, 'psaIntegrations' | 'companies'>;

/** The records that stand for the MSP itself: one for each PSA that names its own company. */
export function makeOwnCompanies({ psaIntegrations, companies }: OwnCompaniesDeps) {
  return async (tenantId: string): Promise<readonly OwnCompany[]> => {
    const integrations = await psaIntegrations.forTenant(tenantId).find({ ownCompanyExternalId: { $exists: true } });
    const found: OwnCompany[] = [];
    for (const { _id: integrationId, ownCompanyExternalId } of integrations) {
      if (ownCompanyExternalId === undefined) continue;
      const id = await companies.idOf(tenantId, { integrationId, externalId: ownCompanyExternalId });
      const [company] = id === undefined ? [] : await companies.many(tenantId, [id]);
      if (company) found.push({ id: company.id, ...domainOfWebsite(company.website) });
    }
    return found;
  };
}

function domainOfWebsite(website: string | undefined): { domain?: string } {
  const url = website && URL.parse(website.includes('://') ? website : `https://${website}`);
  return url ? { domain: url.hostname.replace(/^www\./, '').toLowerCase() } : {};
}
