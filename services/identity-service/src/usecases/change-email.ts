import { checkRevision, type Caller } from '@psa-bridge/core';
import { userRevision } from '../domain/audit/user-action.ts';
import { normalisedEmail, type User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { fieldProblem } from './field-problem.ts';
import { unknownUser } from './manage-users.ts';
import { makeMoveAddress, type Move } from './move-address.ts';
import { makeProvePassword, type ProvePasswordDeps } from './prove-password.ts';
import { makeQueueMail, type QueueMailDeps } from './queue-mail.ts';
import type { Target } from './target.ts';
import { makeFindMailToken, tokenInvalid } from './read-mail-token.ts';

export interface EmailChange {
  email: string;
  /** Needed by whoever has one. */
  currentPassword?: string | undefined;
  /** The network address of whoever asks. */
  address: string;
}

type ChangeEmailDeps = ProvePasswordDeps & QueueMailDeps & Pick<Deps, 'mailTokens' | 'logger'>;

/** How a user comes to another address: the own wish holds once the new address is proved, an admin's word at once. */
export function makeChangeEmail(deps: ChangeEmailDeps) {
  const prove = makeProvePassword(deps);
  const queueMail = makeQueueMail(deps);
  const findToken = makeFindMailToken(deps);
  const moveAddress = makeMoveAddress(deps);

  return {
    /** A mail goes to the new address. @throws AppError `current_password_wrong`, `invalid_request` (400); `too_many_attempts` (429) */
    async ask(caller: Caller, { email: text, currentPassword, address }: EmailChange): Promise<void> {
      const { user } = await prove(caller, { currentPassword, address });
      const email = normalisedEmail(text);
      if (email === user.email) throw fieldProblem('body.email', 'is your address already; give another one');
      await queueMail('email-change', email, { tenantId: user.tenantId, id: user._id });
    },

    /** With the token from that mail. @throws AppError `mail_token_invalid` (400), `email_taken` (409) */
    async confirm(text: string): Promise<void> {
      const token = await findToken(text, 'email-change');
      const user = await deps.users.forTenant(token.tenantId).get(token.userId);
      if (user?.state !== 'active') throw tokenInvalid();
      await move(user, token.email, { verified: true, isOwnWish: true });
    },

    /** By an admin's word; the user verifies it before the next sign-in where the admin does not vouch for it. */
    async set({ tenantId }: Caller, target: Target, given: { email: string; verified: boolean }): Promise<User> {
      const user = await deps.users.forTenant(tenantId).get(target.id);
      if (!user) throw unknownUser();
      checkRevision(userRevision(user), target.ifRevision);
      const { email: text, verified } = given;
      const email = normalisedEmail(text);
      if (email === user.email) return user;
      const moved = await move(user, email, { verified, isOwnWish: false });
      if (!verified) await queueMail('email-verification', email);
      return moved;
    },
  };

  /** Tokens for other addresses are spent by it, and the old address is told. */
  async function move(user: User, email: string, how: Move): Promise<User> {
    const { tenantId, _id: id, email: former } = user;
    const moved = await moveAddress(user, email, how);
    await deps.mailTokens.forTenant(tenantId).deleteMany({ userId: id });
    if (former !== email) await queueMail('email-changed', former, { tenantId, id });
    return moved;
  }
}
