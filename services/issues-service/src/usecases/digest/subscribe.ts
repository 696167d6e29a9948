import { conflict, notFound, type Caller, type Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import { ended, isThere, subscribed, subscriptionId, type DigestSubscription } from '../../domain/digest/subscription.ts';
import type { Accounts } from '../../ports.ts';

export interface SubscribeDeps {
  subscriptions: Collection<DigestSubscription>;
  accounts: Accounts;
  clock: Clock;
  /** Why nobody can be mailed here, where that is so. */
  whyNoMail: string | undefined;
  wakeDigests: () => void;
}

export interface AskedFor extends Pick<DigestSubscription, 'filter'> {
  isMailed: boolean;
  /** The caller's own access token as it came. */
  authorization: string | undefined;
}

export type DigestSubscriptions = ReturnType<typeof makeDigestSubscriptions>;

/** Who hears of issues in digests: each person once, by the own verified address. */
export function makeDigestSubscriptions({ subscriptions, accounts, clock, whyNoMail, wakeDigests }: SubscribeDeps) {
  async function ownAddress(authorization: string | undefined): Promise<string> {
    if (whyNoMail !== undefined) throw conflict('mail_not_configured', whyNoMail, { expected: true });
    const { email, emailVerified } = await accounts.ownOf(authorization);
    if (!emailVerified) throw conflict('email_not_verified', 'Verify your e-mail address first.', { expected: true });
    return email;
  }

  return {
    /** @throws AppError `digest_not_found` where the caller has none. */
    async get({ tenantId, subject }: Caller): Promise<DigestSubscription> {
      const found = await subscriptions.forTenant(tenantId).get(subscriptionId(tenantId, subject));
      if (!isThere(found)) throw notFound('digest_not_found', 'You do not hear of issues in digests.', { expected: true });
      return found;
    },

    /** @throws AppError `mail_not_configured`, `email_not_verified` (409) */
    async subscribe({ isMailed, authorization, filter }: AskedFor, caller: Caller): Promise<DigestSubscription> {
      const { tenantId, subject } = caller;
      const email = isMailed ? { email: await ownAddress(authorization) } : {};
      const wanted = { filter, ...email, at: clock.now() };
      const id = subscriptionId(tenantId, subject);
      const found = await subscriptions.forTenant(tenantId).mutate(id, (current) => subscribed(current, caller, wanted));
      if (!found) throw new Error('A subscription that was asked for is there.');
      wakeDigests();
      return found;
    },

    /** One that is not there is ended. */
    async end({ tenantId, subject }: Caller): Promise<void> {
      const id = subscriptionId(tenantId, subject);
      const end = (current: DigestSubscription | undefined) => (isThere(current) ? ended(current, clock.now()) : undefined);
      await subscriptions.forTenant(tenantId).mutate(id, end);
    },
  };
}
