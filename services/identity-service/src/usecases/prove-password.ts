import { invalidInput, unauthenticated, type Caller } from '@psa-bridge/core';
import { credentialId, type Credential } from '../domain/credential.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeSignInAttempts } from './sign-in-attempts.ts';

export type ProvePasswordDeps = Pick<Deps, 'users' | 'credentials' | 'hasher' | 'attempts' | 'clock'>;

export interface PasswordProof {
  currentPassword: string | undefined;
  address: string;
}

/**
 * Whoever changes what opens the account says the password once more, where there is one: an access token alone may be stolen.
 *
 * @throws AppError `current_password_wrong` (400); `too_many_attempts` (429)
 */
export function makeProvePassword(deps: ProvePasswordDeps) {
  const attempts = makeSignInAttempts(deps);

  return async ({ tenantId, subject }: Caller, proof: PasswordProof): Promise<{ user: User; credential?: Credential }> => {
    const user = await deps.users.forTenant(tenantId).get(subject);
    if (!user) throw unauthenticated('user_gone', 'The signed-in user does not exist any more.');
    await attempts.count(user.email, proof.address);
    const credential = await deps.credentials.forTenant(tenantId).get(credentialId(user.email));
    if (credential?.passwordHash !== undefined) {
      const { isRight } = await deps.hasher.verify(proof.currentPassword ?? '', credential.passwordHash);
      if (!isRight) throw currentPasswordWrong();
    }
    await attempts.forgive(user.email, proof.address);
    return { user, ...(credential && { credential }) };
  };
}

export function currentPasswordWrong() {
  const problem = { field: 'body.currentPassword', message: 'is not your password. Ask for a new one by mail if you forgot it' };
  return invalidInput('current_password_wrong', `${problem.field}: ${problem.message}`, {
    details: { problems: [problem] },
    expected: true,
  });
}
