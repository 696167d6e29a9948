import type { CompanyLink, User } from './user.ts';

/** What a PSA's person is told of the user: who they are there, that they are the MSP's own, and the company, verified by that (ID-04). */
export function asPerson(
  user: User,
  { integrationId, externalId }: { integrationId: string; externalId: string },
  companyId: string | undefined,
): User {
  const company = companyOf(user.company, companyId);
  return {
    ...{ ...user, kind: 'msp' as const, externalIds: { ...user.externalIds, [integrationId]: externalId } },
    ...(company && { company }),
  };
}

/** ID-05: a link that is out of date follows the PSA; one that an admin made to another company stays. */
function companyOf(current: CompanyLink | undefined, companyId: string | undefined): CompanyLink | undefined {
  if (companyId === undefined || (current?.how === 'admin' && current.companyId !== companyId)) return current;
  if (current?.companyId === companyId && current.verified) return current;
  const { contactId } = current?.companyId === companyId ? current : {};
  return { companyId, ...(contactId !== undefined && { contactId }), verified: true, how: 'psa-sync' };
}

/** Without what made them a person of that PSA. */
export function withoutPerson(user: User, integrationId: string): User {
  const { [integrationId]: _gone, ...externalIds } = user.externalIds;
  return { ...user, externalIds };
}
