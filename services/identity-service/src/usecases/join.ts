import { conflict, isAppError } from '@psa-bridge/core';
import { byUser } from '../domain/audit/identity-action.ts';
import { changedInvitation, isFree, isOpen, type Invitation } from '../domain/invitation.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeCreateUser, type CreateUserDeps } from './create-user.ts';
import { tokenInvalid } from './read-mail-token.ts';

export type JoinDeps = CreateUserDeps & Pick<Deps, 'invitations' | 'mailTokens' | 'tenants'>;

/**
 * Makes the user that an invitation is for, once: it is taken first, so that of two acceptances at the same moment one goes
 * on; one that died may be repeated a minute later and finds the same user's id.
 *
 * @throws AppError `mail_token_invalid` (400) for one that is over; `invitation_under_way`, `email_taken` (409).
 */
export function makeJoin(deps: JoinDeps) {
  const createUser = makeCreateUser(deps);

  return async (invitation: Invitation, password?: string): Promise<User> => {
    const taken = await take(invitation);
    const user = await made(taken, password);
    const at = deps.clock.now();
    const deed = { verb: 'accepted', at, actor: byUser(user._id) } as const;
    await deps.invitations
      .forTenant(taken.tenantId)
      .mutate(taken._id, ({ takenAt: _over, ...current } = taken) => changedInvitation({ ...current, acceptedAt: at }, deed));
    await deps.mailTokens.forTenant(taken.tenantId).deleteMany({ userId: taken.userId, purpose: 'invitation' });
    deps.logger.info({ tenantId: taken.tenantId, userId: user._id }, 'invitation_accepted');
    return user;
  };

  async function take({ tenantId, _id }: Invitation): Promise<Invitation> {
    const own = deps.invitations.forTenant(tenantId);
    const current = await own.get(_id);
    const now = deps.clock.now();
    if (!current || !isOpen(current, now)) throw tokenInvalid();
    const taken = isFree(current, now) ? await own.replace(current, { ...current, takenAt: now }) : undefined;
    if (!taken) throw underWay();
    return taken;
  }

  async function made(invitation: Invitation, password: string | undefined): Promise<User> {
    const { tenantId, email, name, userId: id, kind, roleIds, company } = invitation;
    const given = { id, tenantId, email, name, emailVerified: true, isAdmin: false, permissions: [], by: 'self' as const };
    const profile = { kind, roleIds, ...(company && { company }) };
    try {
      return await createUser({ ...given, profile, ...(password !== undefined && { password }) });
    } catch (error) {
      const before = isAppError(error) && error.code === 'email_taken' && (await deps.users.forTenant(tenantId).get(id));
      if (!before) throw error;
      return before;
    }
  }
}

function underWay() {
  const message = 'This invitation is being accepted at this moment. Sign in, or try again in a minute.';
  return conflict('invitation_under_way', message, { expected: true });
}
