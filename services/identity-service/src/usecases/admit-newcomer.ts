import { forbidden, isAppError } from '@psa-bridge/core';
import { credentialId } from '../domain/credential.ts';
import { isOpen, type Invitation } from '../domain/invitation.ts';
import { isSwitchedOn } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import { settingsOf } from './check-conditions.ts';
import { makeCreateUser, type CreateUserDeps } from './create-user.ts';
import { makeFindContact, type FindContactDeps } from './find-contact.ts';
import { makeJoin, type JoinDeps } from './join.ts';
import { makeRegistrations, type RegistrationDeps } from './registrations.ts';

const REASON = 'Somebody new is known by the address alone.';

export type AdmitDeps = CreateUserDeps & FindContactDeps & JoinDeps & RegistrationDeps;

/**
 * A user for somebody who proved an address that nobody signs in with yet: by an invitation to that address, else where a
 * tenant lets its contacts register themselves (ID-02, ID-30 to ID-33, ID-45).
 *
 * @throws AppError of kind `forbidden` that says why not.
 */
export function makeAdmitNewcomer(deps: AdmitDeps) {
  const createUser = makeCreateUser(deps);
  const join = makeJoin(deps);
  const registrationOf = makeRegistrations(deps);
  const findContact = makeFindContact(deps);

  return async (email: string, method: string): Promise<User> => {
    const invitation = await invitationFor(email, method);
    if (invitation) return join(invitation);
    const registration = await registrationOf(email, method);
    if ('refusal' in registration) {
      const { code, message } = registration.refusal;
      throw forbidden(code, message, { expected: true });
    }
    return register(email, registration.tenant._id);
  };

  async function invitationFor(email: string, methodName: string): Promise<Invitation | undefined> {
    const method = deps.methods.find(({ name }) => name === methodName);
    const now = deps.clock.now();
    for (const invitation of await deps.invitations.acrossTenants(REASON).find({ email })) {
      const settings = await settingsOf(deps, invitation.tenantId);
      if (method && isOpen(invitation, now) && isSwitchedOn(settings, method)) return invitation;
    }
    return undefined;
  }

  /** New users are no admins (ID-32). */
  async function register(email: string, tenantId: string): Promise<User> {
    const found = await findContact.byAddress(tenantId, email);
    const given = { tenantId, email, emailVerified: true, name: found?.name ?? email, isAdmin: false, by: 'self' as const };
    const profile = found ? { kind: found.kind, company: found.company } : { kind: 'customer' as const };
    try {
      return await createUser({ ...given, permissions: [], profile });
    } catch (error) {
      const made = isAppError(error) && error.code === 'email_taken' && (await userWith(email));
      if (!made) throw error;
      return made;
    }
  }

  /** Whom another replica made at the same moment. */
  async function userWith(email: string): Promise<User | undefined> {
    const credential = await deps.credentials.acrossTenants(REASON).get(credentialId(email));
    return credential && deps.users.forTenant(credential.tenantId).get(credential.userId);
  }
}
