import { createHash } from 'node:crypto';
import { rateLimited } from '@psa-bridge/core';
import { ACCOUNT_POLICY, ADDRESS_POLICY, countAttempt, forgiveAttempt, type AttemptPolicy } from '../domain/attempts.ts';
import { PLATFORM, type Deps } from '../ports.ts';

/** Limits sign-in attempts per account and per network address, over all replicas. */
export function makeLimitAttempts({ attempts, clock }: Pick<Deps, 'attempts' | 'clock'>) {
  const stored = attempts.forTenant(PLATFORM);

  async function countOne(id: string, policy: AttemptPolicy): Promise<void> {
    const now = clock.now();
    let retryAt: Date | undefined;
    await stored.mutate(id, (current) => {
      const next = countAttempt(current, policy, now);
      retryAt = next ? undefined : current?.blockedUntil;
      return next && { _id: id, tenantId: PLATFORM, ...next };
    });
    if (retryAt) throw tooManyAttempts(retryAt);
  }

  return {
    /** @throws AppError `too_many_attempts` with the time from which on a further attempt is looked at. */
    async count(email: string, address: string): Promise<void> {
      await countOne(addressId(address), ADDRESS_POLICY);
      await countOne(accountId(email), ACCOUNT_POLICY);
    },
    /** After a success: the account begins anew; the address only gets this one attempt back. */
    async forgive(email: string, address: string): Promise<void> {
      await stored.delete(accountId(email));
      await stored.mutate(addressId(address), (current) => current && forgiveAttempt(current));
    },
  };
}

function accountId(email: string): string {
  return `account:${digest(email)}`;
}

function addressId(address: string): string {
  return `address:${digest(address)}`;
}

/** Attempts name no person: who tries an address need not have an account here. */
function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function tooManyAttempts(retryAt: Date) {
  return rateLimited('too_many_attempts', 'There were too many sign-in attempts. Wait before trying again.', {
    retryAt,
    expected: true,
  });
}
