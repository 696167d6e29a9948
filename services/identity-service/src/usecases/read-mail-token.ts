import { invalidInput } from '@psa-bridge/core';
import { credentialId, type Credential } from '../domain/credential.ts';
import { isUsable, type MailToken, type TokenPurpose } from '../domain/mail-token.ts';
import { parseOpaqueToken } from '../domain/opaque-token.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

export interface Redeemable {
  token: MailToken;
  user: User;
  credential: Credential;
}

/**
 * A token that came by mail, whatever it stands for.
 *
 * @throws AppError `mail_token_invalid` (400)
 */
export function makeFindMailToken({ mailTokens, clock }: Pick<Deps, 'mailTokens' | 'clock'>) {
  return async (text: string, purpose: TokenPurpose): Promise<MailToken> => {
    const shown = parseOpaqueToken(text);
    const token = shown && (await mailTokens.acrossTenants('The token names its tenant.').get(shown.id));
    if (!token || !isUsable(token, shown.secret, { purpose, now: clock.now() })) throw tokenInvalid();
    return token;
  };
}

/**
 * What a token that came by mail stands for. It is not spent yet: whoever uses it deletes it afterwards.
 *
 * @throws AppError `mail_token_invalid` (400), alike for one that is unknown, spent, expired, or of somebody who is gone.
 */
export function makeReadMailToken(deps: Pick<Deps, 'mailTokens' | 'users' | 'credentials' | 'clock'>) {
  const { users, credentials } = deps;
  const findToken = makeFindMailToken(deps);

  return async (text: string, purpose: TokenPurpose): Promise<Redeemable> => {
    const token = await findToken(text, purpose);
    const [user, credential] = await Promise.all([
      users.forTenant(token.tenantId).get(token.userId),
      credentials.forTenant(token.tenantId).get(credentialId(token.email)),
    ]);
    if (user?.state !== 'active' || user.email !== token.email || credential?.userId !== user._id) throw tokenInvalid();
    if (purpose === 'password-reset' && (credential.passwordNumber ?? 0) !== token.passwordNumber) throw tokenInvalid();
    return { token, user, credential };
  };
}

export function tokenInvalid() {
  const problem = { field: 'body.token', message: 'does not work any more: it was used, or is too old. Ask for another mail' };
  return invalidInput('mail_token_invalid', `${problem.field}: ${problem.message}`, {
    details: { problems: [problem] },
    expected: true,
  });
}
