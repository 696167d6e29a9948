import { actionTaken } from '@psa-bridge/audit';
import { derivedId } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import type { IssueFilter } from '../issue-filter.ts';
import { SERVICE_NAME } from '../issue-events.ts';
import type { Digest } from './digest.ts';

/** Somebody who wants to hear of issues, in digests instead of one by one. One for each person. */
export interface DigestSubscription extends Stored {
  subject: string;
  /** Absent where the event alone is wanted, as for webhooks. */
  email?: string;
  filter: Pick<IssueFilter, 'integrationId' | 'severity'>;
  createdAt: Date;
  /** The causes that it was told of, with how many issues each had then. */
  told: readonly ToldCause[];
  /** When it was last told of anything. */
  toldAt?: Date;
  /** When, within the last hour, it was told at once. */
  atOnce: readonly Date[];
  /** The digest whose mail is still to be sent. */
  toSend?: Digest;
  endedAt?: Date;
}

export interface ToldCause {
  cause: string;
  open: number;
  /** When it was last seen to have issues. */
  seenAt: Date;
}

export function subscriptionId(tenantId: string, subject: string): string {
  return derivedId('issue-digest', tenantId, subject);
}

export interface Wanted extends Pick<DigestSubscription, 'filter'> {
  email?: string;
}

/** The subscription as it is wanted; what it was told of before stays told. */
export function subscribed(
  current: DigestSubscription | undefined,
  { tenantId, subject }: Pick<DigestSubscription, 'tenantId' | 'subject'>,
  { at, ...wanted }: Wanted & { at: Date },
): Draft<DigestSubscription> {
  const _id = subscriptionId(tenantId, subject);
  const { told, atOnce, createdAt, toldAt } = isThere(current) ? current : NEVER_TOLD(at);
  const known = { told, atOnce, createdAt, ...(toldAt ? { toldAt } : {}) };
  return withDeed({ _id, tenantId, subject, ...known, ...wanted }, 'subscribed', at);
}

/** Of the address nothing is kept, and of what was told neither. */
export function ended({ _id, tenantId, subject, filter }: DigestSubscription, at: Date): Draft<DigestSubscription> {
  return withDeed({ _id, tenantId, subject, filter, ...NEVER_TOLD(at), endedAt: at }, 'ended', at);
}

export function isThere(subscription: DigestSubscription | undefined): subscription is DigestSubscription {
  return subscription !== undefined && subscription.endedAt === undefined;
}

const NEVER_TOLD = (createdAt: Date): Pick<DigestSubscription, 'told' | 'atOnce' | 'createdAt' | 'toldAt'> => {
  return { told: [], atOnce: [], createdAt };
};

function withDeed(subscription: Draft<DigestSubscription>, verb: string, at: Date): Draft<DigestSubscription> {
  const { _id: id, tenantId } = subscription;
  const deed = { kind: `issue_digest.${verb}`, record: { type: 'issue_digest', id } };
  return { ...subscription, outbox: [actionTaken(deed, { tenantId, source: SERVICE_NAME, at })] };
}
