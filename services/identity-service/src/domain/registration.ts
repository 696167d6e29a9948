import { LOGIN_DISABLED, USER_UNKNOWN, type Refusal } from './sign-in-conditions.ts';
import { domainOf } from './user.ts';

export const INVITATION_REQUIRED: Refusal = {
  code: 'INVITATION_REQUIRED',
  message: 'People with this email domain sign in by invitation only. Ask your admin for one.',
};
export const REGISTRATION_AMBIGUOUS: Refusal = {
  code: 'REGISTRATION_AMBIGUOUS',
  message: 'Several organisations here know this email address. Ask the one that you belong to for an invitation.',
};

/** What one tenant knows of an address that signs nobody in yet. */
export interface RegistrationFacts {
  email: string;
  mspDomains: readonly string[];
  /** Of the contacts with this very address, whether each is enabled. */
  enabled: readonly boolean[];
  /** Whether any contact has an address of the same domain. */
  isDomainKnown: boolean;
}

/** How near the address is to the tenant; or why nobody comes in with it. */
export type RegistrationVerdict = { admits: 'contact' | 'domain' } | { refusal: Refusal };

/** ID-30 and ID-32, for one tenant. */
export function judgeRegistration({ email, mspDomains, enabled, isDomainKnown }: RegistrationFacts): RegistrationVerdict {
  if (mspDomains.includes(domainOf(email))) return { refusal: INVITATION_REQUIRED };
  if (enabled.some(Boolean)) return { admits: 'contact' };
  if (enabled.length > 0) return { refusal: LOGIN_DISABLED };
  return isDomainKnown ? { admits: 'domain' } : { refusal: USER_UNKNOWN };
}

/** The one tenant that somebody may register with, over all tenants: who knows the address goes before who knows its domain. */
export function chooseTenant<Tenant>(
  judged: readonly { tenant: Tenant; verdict: RegistrationVerdict }[],
): { tenant: Tenant } | { refusal: Refusal } {
  for (const admits of ['contact', 'domain'] as const) {
    const [first, ...others] = judged.filter(({ verdict }) => 'admits' in verdict && verdict.admits === admits);
    if (first) return others.length === 0 ? { tenant: first.tenant } : { refusal: REGISTRATION_AMBIGUOUS };
  }
  const refusals = judged.flatMap(({ verdict }) => ('refusal' in verdict ? [verdict.refusal] : []));
  return { refusal: refusals.find((refusal) => refusal !== USER_UNKNOWN) ?? USER_UNKNOWN };
}
