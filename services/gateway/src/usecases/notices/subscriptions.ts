import { randomBytes, timingSafeEqual } from 'node:crypto';
import { conflict, invalidInput, notFound, type Caller, type Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import {
  askedSubscription,
  confirmedSubscription,
  endedSubscription,
  isThere,
  subscriptionId,
  type Subscription,
} from '../../domain/notices/subscription.ts';
import type { Accounts } from '../../ports.ts';

export interface SubscriptionDeps {
  subscriptions: Collection<Subscription>;
  accounts: Accounts;
  clock: Clock;
  /** Why nobody can be mailed here, where that is so. */
  whyNoMail: string | undefined;
  mailsWait: () => void;
}

export interface AskedFor {
  /** The caller's own access token as it came. */
  authorization: string | undefined;
  /** The caller's own where it is left out. */
  email?: string | undefined;
}

const MAX_OF_ONE = 10;
const TOKEN_BYTES = 24;
const SEPARATOR = '.';
const THERE = { state: { $ne: 'ended' } } as const;
const ANYONES = 'The tenant is known only once the token is found.';

export type Subscriptions = ReturnType<typeof makeSubscriptions>;

/** Who hears of incidents and maintenance by mail (OP-04). */
export function makeSubscriptions({ subscriptions, accounts, clock, whyNoMail, mailsWait }: SubscriptionDeps) {
  const shown = (token: string) => subscriptionShown(subscriptions, token);

  async function endOf({ _id: id, tenantId }: Subscription): Promise<void> {
    const end = (current: Subscription | undefined) => (isThere(current) ? endedSubscription(current, clock.now()) : undefined);
    await subscriptions.forTenant(tenantId).mutate(id, end);
  }

  return {
    /** Those of the caller; those of all for an admin. */
    list: ({ tenantId, subject, isAdmin }: Caller) =>
      subscriptions.forTenant(tenantId).find({ ...THERE, ...(isAdmin ? {} : { subject }) }, { sort: { createdAt: 1 } }),

    /** @throws AppError `mail_not_configured`, `too_many_subscriptions` (409) */
    async subscribe({ tenantId, subject }: Caller, { authorization, email: given }: AskedFor): Promise<Subscription> {
      if (whyNoMail !== undefined) throw conflict('mail_not_configured', whyNoMail, { expected: true });
      const own = await accounts.ownOf(authorization);
      const email = normalised(given ?? own.email);
      const subscriber = { tenantId, subject, email };
      const ofTenant = subscriptions.forTenant(tenantId);
      const others = await ofTenant.count({ ...THERE, subject, _id: { $ne: subscriptionId(subscriber) } });
      if (others >= MAX_OF_ONE) throw tooMany();
      const asked = {
        isOwn: own.emailVerified && email === normalised(own.email),
        tokens: { confirm: newSecret(), unsubscribe: newSecret() },
        at: clock.now(),
      };
      const subscription = await ofTenant.mutate(subscriptionId(subscriber), (current) =>
        askedSubscription(current, subscriber, asked),
      );
      if (!subscription) throw new Error('A subscription that was asked for is there.');
      mailsWait();
      return subscription;
    },

    /** @throws AppError `subscription_not_found` */
    async end({ tenantId, subject, isAdmin }: Caller, id: string): Promise<void> {
      const ofTenant = subscriptions.forTenant(tenantId);
      const subscription = await ofTenant.get(id);
      if (!isThere(subscription) || (!isAdmin && subscription.subject !== subject)) throw unknownSubscription();
      await endOf(subscription);
    },

    /** Whoever shows the mailed token agrees. @throws AppError `status_token_invalid` (400) */
    async confirm(token: string): Promise<void> {
      const { subscription, secret } = await shown(token);
      if (!isThere(subscription)) throw invalidToken();
      const { tenantId, _id: id, state, confirmToken, expiresAt } = subscription;
      if (state === 'confirmed' && confirmToken === undefined) return;
      if (!isSame(confirmToken, secret) || (expiresAt && expiresAt <= clock.now())) throw invalidToken();
      await subscriptions.forTenant(tenantId).mutate(id, (current) => current && confirmedSubscription(current, clock.now()));
    },

    /** One that has ended is ended. @throws AppError `status_token_invalid` (400) */
    async unsubscribe(token: string): Promise<void> {
      const { subscription, secret } = await shown(token);
      if (!isThere(subscription)) return;
      if (!isSame(subscription.unsubscribeToken, secret)) throw invalidToken();
      await endOf(subscription);
    },

    /** Those that nobody agreed to in time, and those that ended. */
    async sweep(): Promise<void> {
      const lapsed = { state: { $ne: 'confirmed' }, expiresAt: { $lte: clock.now() } };
      await subscriptions.acrossTenants('Cleaning up knows no tenant.').deleteMany(lapsed);
    },
  };
}

/** What a link of a mail shows: which subscription, and a secret of it. */
export function mailedToken({ _id }: Subscription, secret: string): string {
  return `${_id}${SEPARATOR}${secret}`;
}

async function subscriptionShown(subscriptions: Collection<Subscription>, token: string) {
  const [id = '', secret = ''] = token.split(SEPARATOR);
  return { subscription: await subscriptions.acrossTenants(ANYONES).get(id), secret };
}

function isSame(expected: string | undefined, shown: string): boolean {
  const [kept, given] = [Buffer.from(expected ?? ''), Buffer.from(shown)];
  return kept.length > 0 && kept.length === given.length && timingSafeEqual(kept, given);
}

function newSecret(): string {
  return randomBytes(TOKEN_BYTES).toString('base64url');
}

function normalised(email: string): string {
  return email.trim().toLowerCase();
}

function invalidToken() {
  return invalidInput('status_token_invalid', 'token: the link is not valid any more. Subscribe again.', { expected: true });
}

function unknownSubscription() {
  return notFound('subscription_not_found', 'There is no such subscription.', { expected: true });
}

function tooMany() {
  return conflict('too_many_subscriptions', `You have ${MAX_OF_ONE} subscriptions. End one first.`, { expected: true });
}
