import { isAppError } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import { identityAction, UNKNOWN } from '../domain/audit/identity-action.ts';
import { isLockoutNews, type Attempts } from '../domain/attempts.ts';
import { credentialId, type Credential } from '../domain/credential.ts';
import { PLATFORM, type Deps } from '../ports.ts';
import { accountAttemptsId, makeLimitAttempts } from './limit-attempts.ts';

export type SignInAttemptDeps = Pick<Deps, 'attempts' | 'credentials' | 'clock'>;

/**
 * Attempts to show a password. Where an account refuses to look at another one, the audit of its tenant is told, once for each
 * time that it is locked.
 */
export function makeSignInAttempts(deps: SignInAttemptDeps) {
  const limits = makeLimitAttempts(deps);
  const stored = deps.attempts.forTenant(PLATFORM);
  const reason = 'Whose account is tried is known by the address alone.';

  return {
    ...limits,
    /** @throws AppError `too_many_attempts` */
    async count(email: string, address: string): Promise<void> {
      try {
        await limits.count(email, address);
      } catch (error) {
        if (isAppError(error) && error.code === 'too_many_attempts') await tell(email);
        throw error;
      }
    },
  };

  /** The same is done for an address that nobody has, so that the time tells nothing. */
  async function tell(email: string): Promise<void> {
    const credential = await deps.credentials.acrossTenants(reason).get(credentialId(email));
    const at = deps.clock.now();
    await stored.mutate(accountAttemptsId('sign-in', email), (current) =>
      current && isLockoutNews(current, at) ? lockedOut(current, credential, at) : undefined,
    );
  }
}

function lockedOut(attempts: Attempts, credential: Credential | undefined, at: Date): Draft<Attempts> {
  if (!credential) return { ...attempts, isTold: true };
  const { tenantId, userId: id } = credential;
  const { count, blockedUntil } = attempts;
  const told = { kind: 'user.locked_out', tenantId, id, at, actor: UNKNOWN, after: { attempts: count, until: blockedUntil } };
  return { ...attempts, isTold: true, outbox: [identityAction(told)] };
}
