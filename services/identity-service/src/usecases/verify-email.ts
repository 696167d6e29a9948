import { verifiedUser } from '../domain/audit/user-action.ts';
import type { Deps } from '../ports.ts';
import { makeReadMailToken } from './read-mail-token.ts';

/**
 * The cure of ID-21: whoever shows the mailed token reads the address's mail.
 *
 * @throws AppError `mail_token_invalid` (400)
 */
export function makeVerifyEmail(deps: Pick<Deps, 'mailTokens' | 'users' | 'credentials' | 'clock' | 'logger'>) {
  const readToken = makeReadMailToken(deps);

  return async (text: string): Promise<void> => {
    const { token, user } = await readToken(text, 'email-verification');
    const { tenantId, _id: id } = user;
    await deps.users.forTenant(tenantId).mutate(id, (current) => current && verifiedUser(current, deps.clock.now()));
    await deps.mailTokens.forTenant(token.tenantId).deleteMany({ userId: user._id, purpose: token.purpose });
    deps.logger.info({ tenantId: user.tenantId, userId: user._id }, 'email_verified');
  };
}
