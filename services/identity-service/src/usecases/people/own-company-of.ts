import type { SeenPerson } from '../../domain/psa-person.ts';
import type { Deps } from '../../ports.ts';
import { settingsOf } from '../check-conditions.ts';

export type OwnCompanyOfDeps = Pick<Deps, 'psaIntegrations' | 'companies' | 'tenants'>;

/** The record that stands for the company of the PSA's people, the MSP itself; which one the PSA names is remembered for sign-ins. */
export function makeOwnCompanyOf({ psaIntegrations, companies, tenants }: OwnCompanyOfDeps) {
  return async (tenantId: string, person: SeenPerson): Promise<string | undefined> => {
    const { integrationId, companyExternalId: externalId } = person;
    if (externalId === undefined) return (await settingsOf({ tenants }, tenantId)).ownCompanyId;
    await remember(tenantId, person, externalId);
    return companies.idOf(tenantId, { integrationId, externalId });
  };

  async function remember(tenantId: string, { integrationId, provider, seenAt }: SeenPerson, externalId: string): Promise<void> {
    const own = psaIntegrations.forTenant(tenantId);
    if ((await own.get(integrationId))?.ownCompanyExternalId === externalId) return;
    // The integration itself may not have been announced to us yet.
    const unknown = { _id: integrationId, tenantId, provider, name: provider, isRemoved: false, updatedAt: seenAt };
    await own.mutate(integrationId, (current) => ({ ...(current ?? unknown), ownCompanyExternalId: externalId }));
  }
}
