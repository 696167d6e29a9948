import { unauthenticated } from '@psa-bridge/core';
import { PASSWORD, passwordCredentialId, type Credential } from '../domain/credential.ts';
import { normalisedEmail, withUsedProvider, type User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import type { SessionTokens } from './issue-tokens.ts';
import { makeLimitAttempts } from './limit-attempts.ts';
import { makeStartSession } from './start-session.ts';

export interface SignInInput {
  email: string;
  password: string;
  /** The network address the attempt comes from. */
  address: string;
}

type SignInDeps = Pick<
  Deps,
  'users' | 'roles' | 'credentials' | 'sessions' | 'attempts' | 'clock' | 'hasher' | 'signer' | 'sessionMs' | 'logger'
>;

/**
 * Password sign-in (ID-25). An unknown address and a wrong password get the same answer after the same work.
 *
 * @throws AppError `invalid_credentials` (401); `too_many_attempts` (429) while the account or the address is blocked.
 */
export function makeSignIn(deps: SignInDeps) {
  const attempts = makeLimitAttempts(deps);
  const startSession = makeStartSession(deps);

  return async (input: SignInInput): Promise<SessionTokens> => {
    const email = normalisedEmail(input.email);
    await attempts.count(email, input.address);
    const { user, credential, isOutdated } = await verified(email, input.password);
    await attempts.forgive(email, input.address);
    if (isOutdated) await rehash(credential, input.password);
    const signedIn = await rememberSignIn(user);
    deps.logger.info({ tenantId: user.tenantId, userId: user._id }, 'signed_in');
    return startSession(signedIn);
  };

  async function verified(email: string, password: string) {
    const credentials = deps.credentials.acrossTenants('The tenant is known only once the address is found.');
    const credential = await credentials.get(passwordCredentialId(email));
    const { isRight, isOutdated } = await deps.hasher.verify(password, credential?.passwordHash);
    const user = credential && isRight ? await deps.users.forTenant(credential.tenantId).get(credential.userId) : undefined;
    if (!credential || !user)
      throw unauthenticated('invalid_credentials', 'The e-mail address or the password is wrong.', { expected: true });
    return { user, credential, isOutdated };
  }

  async function rehash(credential: Credential, password: string): Promise<void> {
    const passwordHash = await deps.hasher.hash(password);
    await deps.credentials.forTenant(credential.tenantId).replace(credential, { ...credential, passwordHash });
  }

  async function rememberSignIn(user: User): Promise<User> {
    const at = deps.clock.now();
    const users = deps.users.forTenant(user.tenantId);
    return (
      (await users.mutate(user._id, (current) => current && { ...withUsedProvider(current, PASSWORD, at), lastSignInAt: at })) ??
      user
    );
  }
}
