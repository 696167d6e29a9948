import { decidedBy, isSwitchedOn, type Tenant } from '../domain/tenant.ts';
import { chooseTenant, judgeRegistration, type RegistrationVerdict } from '../domain/registration.ts';
import type { Refusal } from '../domain/sign-in-conditions.ts';
import { domainOf } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

const REASON = 'Whoever is new says an address; which tenant knows it is what is looked for.';

export type RegistrationDeps = Pick<Deps, 'tenants' | 'companies' | 'methods'>;

/** Which tenant somebody may register with who has this address and comes this way (ID-30, ID-32). */
export function makeRegistrations({ tenants, companies, methods }: RegistrationDeps) {
  return async (email: string, methodName: string): Promise<{ tenant: Tenant } | { refusal: Refusal }> => {
    const method = methods.find(({ name }) => name === methodName);
    const judged: { tenant: Tenant; verdict: RegistrationVerdict }[] = [];
    for (const tenant of await tenants.acrossTenants(REASON).find({})) {
      const settings = decidedBy(tenant);
      if (method && isSwitchedOn(settings, method))
        judged.push({ tenant, verdict: await verdictOf(email, tenant._id, settings) });
    }
    return chooseTenant(judged);
  };

  async function verdictOf(
    email: string,
    tenantId: string,
    { mspDomains }: { mspDomains: readonly string[] },
  ): Promise<RegistrationVerdict> {
    const contacts = await companies.contactsWith(tenantId, email);
    const isDomainKnown = contacts.length > 0 || (await companies.hasContactAt(tenantId, domainOf(email)));
    return judgeRegistration({ email, mspDomains, enabled: contacts.map(({ isActive }) => isActive), isDomainKnown });
  }
}
