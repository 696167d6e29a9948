import { unauthenticated } from '@psa-bridge/core';
import { credentialId, PASSWORD, type Credential } from '../domain/credential.ts';
import type { Client } from '../domain/session.ts';
import { normalisedEmail } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import type { SessionTokens } from './issue-tokens.ts';
import { makeSignInAttempts } from './sign-in-attempts.ts';
import { makeStartSession, type StartSessionDeps } from './start-session.ts';

export interface SignInInput {
  email: string;
  password: string;
  client: Client;
}

/**
 * Password sign-in (ID-25). An unknown address and a wrong password get the same answer after the same work; why a user is
 * refused is told only to whoever knows the password.
 *
 * @throws AppError `invalid_credentials` (401); `too_many_attempts` (429) while the account or the address is blocked; of kind
 * `forbidden` when a condition is not met.
 */
export function makeSignIn(deps: StartSessionDeps & Pick<Deps, 'credentials' | 'attempts' | 'hasher'>) {
  const attempts = makeSignInAttempts(deps);
  const startSession = makeStartSession(deps);

  return async (input: SignInInput): Promise<SessionTokens> => {
    const email = normalisedEmail(input.email);
    await attempts.count(email, input.client.address);
    const { user, credential, isOutdated } = await verified(email, input.password);
    await attempts.forgive(email, input.client.address);
    if (isOutdated) await rehash(credential, input.password);
    return startSession({ user, method: PASSWORD, client: input.client });
  };

  async function verified(email: string, password: string) {
    const credentials = deps.credentials.acrossTenants('The tenant is known only once the address is found.');
    const credential = await credentials.get(credentialId(email));
    const { isRight, isOutdated } = await deps.hasher.verify(password, credential?.passwordHash);
    const user = credential && isRight ? await deps.users.forTenant(credential.tenantId).get(credential.userId) : undefined;
    // An address that the user gave up opens nothing, also while a change that was killed has left it behind.
    if (!credential || user?.email !== email)
      throw unauthenticated('invalid_credentials', 'The e-mail address or the password is wrong.', { expected: true });
    return { user, credential, isOutdated };
  }

  async function rehash(credential: Credential, password: string): Promise<void> {
    const passwordHash = await deps.hasher.hash(password);
    await deps.credentials.forTenant(credential.tenantId).replace(credential, { ...credential, passwordHash });
  }
}
