import { createHash } from 'node:crypto';
import { rateLimited } from '@psa-bridge/core';
import { networkOf } from '@psa-bridge/http-server';
import {
  ACCOUNT_POLICY,
  ADDRESS_POLICY,
  countAttempt,
  forgiveAttempt,
  MAIL_POLICY,
  type AttemptPolicy,
} from '../domain/attempts.ts';
import { PLATFORM, type Deps } from '../ports.ts';

/** What is tried: signing in with a password or by a provider, or having a mail sent. The one does not block the other. */
export const ATTEMPTED = ['sign-in', 'sso', 'mail'] as const;
type Attempted = (typeof ATTEMPTED)[number];

const POLICIES: Readonly<Record<Attempted, { account: AttemptPolicy; address: AttemptPolicy }>> = {
  'sign-in': { account: ACCOUNT_POLICY, address: ADDRESS_POLICY },
  sso: { account: ACCOUNT_POLICY, address: ADDRESS_POLICY },
  mail: { account: MAIL_POLICY, address: ADDRESS_POLICY },
};

/** Attempts name no person: who tries an address need not have an account here. */
export function accountAttemptsId(attempted: Attempted, email: string): string {
  return `${attempted}:account:${digest(email)}`;
}

/** Limits attempts per account and per network address, over all replicas. */
export function makeLimitAttempts({ attempts, clock }: Pick<Deps, 'attempts' | 'clock'>, attempted: Attempted = 'sign-in') {
  const stored = attempts.forTenant(PLATFORM);
  const accountId = (email: string): string => accountAttemptsId(attempted, email);
  const addressId = (address: string): string => `${attempted}:address:${digest(networkOf(address))}`;

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

  const countAddress = (address: string): Promise<void> => countOne(addressId(address), POLICIES[attempted].address);

  async function forgiveAddress(address: string): Promise<void> {
    await stored.mutate(addressId(address), (current) => current && forgiveAttempt(current));
  }

  return {
    /** @throws AppError `too_many_attempts` with the time from which on a further attempt is looked at. */
    async count(email: string, address: string): Promise<void> {
      await countAddress(address);
      await countOne(accountId(email), POLICIES[attempted].account);
    },
    /** After a success: the account begins anew; the address only gets this one attempt back. */
    async forgive(email: string, address: string): Promise<void> {
      await stored.delete(accountId(email));
      await forgiveAddress(address);
    },
    /** Where nobody has said yet who they are. @throws AppError `too_many_attempts` */
    countAddress,
    forgiveAddress,
    /** Whoever proved to read the account's mail need not wait for those who guessed. */
    async forgiveAccount(email: string): Promise<void> {
      await stored.delete(accountId(email));
    },
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function tooManyAttempts(retryAt: Date) {
  return rateLimited('too_many_attempts', 'There were too many attempts. Wait before trying again.', {
    retryAt,
    expected: true,
  });
}
