import { actionTaken } from '@psa-bridge/audit';
import { derivedId } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { SERVICE_NAME } from '../../collections.ts';

/** Who is to hear of incidents and maintenance by mail (OP-04). */
export interface Subscription extends Stored {
  subject: string;
  email: string;
  /** `pending`: whoever reads the address's mail has not agreed yet. `ended`: kept until that is told. */
  state: 'pending' | 'confirmed' | 'ended';
  /** Shown in the mail that asks; whoever shows it reads the address's mail. */
  confirmToken?: string;
  /** In every mail; good for nothing but ending the subscription. */
  unsubscribeToken: string;
  createdAt: Date;
  /** When a pending one lapses, and an ended one goes. */
  expiresAt?: Date;
  /** The mail that asks is still to be sent. */
  asksFor?: 'confirmation';
}

/** How long the mailed link works. */
export const CONFIRM_WITHIN_MS = 3 * 24 * 60 * 60_000;

export interface Subscriber {
  tenantId: string;
  subject: string;
  email: string;
}

/** The same person and address are one subscription. */
export function subscriptionId({ tenantId, subject, email }: Subscriber): string {
  return derivedId('status-subscription', tenantId, subject, email);
}

export interface Tokens {
  confirm: string;
  unsubscribe: string;
}

/**
 * The subscription that was asked for: confirmed at once for the asker's own verified address, else only once the owner of the address
 * agrees. Asked for again it stays as it is, so that nobody is mailed twice.
 */
export function askedSubscription(
  current: Subscription | undefined,
  subscriber: Subscriber,
  { isOwn, tokens, at }: { isOwn: boolean; tokens: Tokens; at: Date },
): Draft<Subscription> | undefined {
  if (current?.state === 'confirmed') return undefined;
  if (current?.state === 'pending' && !isOwn && current.expiresAt && current.expiresAt > at) return undefined;
  const base = { _id: subscriptionId(subscriber), ...subscriber, unsubscribeToken: tokens.unsubscribe, createdAt: at };
  if (isOwn) return withAction({ ...base, state: 'confirmed' }, 'created', at);
  const expiresAt = new Date(at.getTime() + CONFIRM_WITHIN_MS);
  return withAction(
    { ...base, state: 'pending', confirmToken: tokens.confirm, expiresAt, asksFor: 'confirmation' },
    'created',
    at,
  );
}

export function confirmedSubscription(subscription: Subscription, at: Date): Draft<Subscription> {
  const { confirmToken: _shown, expiresAt: _never, asksFor: _asked, ...rest } = subscription;
  return withAction({ ...rest, state: 'confirmed' }, 'confirmed', at);
}

const ENDED_KEPT_MS = 60 * 60_000;

/** Of the address nothing is kept. */
export function endedSubscription(
  { _id, tenantId, subject, createdAt, unsubscribeToken }: Subscription,
  at: Date,
): Draft<Subscription> {
  const rest = { _id, tenantId, subject, createdAt, unsubscribeToken, email: '' };
  return withAction({ ...rest, state: 'ended', expiresAt: new Date(at.getTime() + ENDED_KEPT_MS) }, 'ended', at);
}

export function isThere(subscription: Subscription | undefined): subscription is Subscription {
  return subscription !== undefined && subscription.state !== 'ended';
}

function withAction(subscription: Draft<Subscription>, done: string, at: Date): Draft<Subscription> {
  const { _id: id, tenantId } = subscription;
  const action = { kind: `status_subscription.${done}`, record: { type: 'status_subscription', id } };
  return { ...subscription, outbox: [actionTaken(action, { tenantId, source: SERVICE_NAME, at })] };
}
