import { createHash } from 'node:crypto';
import type { Actor } from '@psa-bridge/audit';
import { contentRevision } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { identityAction } from './audit/identity-action.ts';
import { isLetIn, type CompanyLink, type User, type UserKind } from './user.ts';

/** ID-31, to the letter. */
export const ACCESS_STATES = ['active', 'invitation sent', 'pending setup', 'no access'] as const;
export type AccessState = (typeof ACCESS_STATES)[number];

/** A person who may become a user by following a mailed link: at an admin's word, or at the own wish (ID-31, ID-32). */
export interface Invitation extends Stored {
  /** Normalised: where the link goes, and what the person then signs in with. */
  email: string;
  name: string;
  kind: UserKind;
  /** Whom of the company it is meant for; absent where only the address's domain is known. */
  contactId?: string;
  company?: CompanyLink;
  roleIds: readonly string[];
  /** The admin; absent where the person asked. */
  invitedBy?: string;
  /** Who comes into being: chosen beforehand, so that an acceptance that is repeated makes no second user. */
  userId: string;
  sentAt: Date;
  expiresAt: Date;
  followedAt?: Date;
  /** An acceptance that is under way. */
  takenAt?: Date;
  acceptedAt?: Date;
  revokedAt?: Date;
}

const TAKEN_MS = 60_000;

/** Whom it is for, what it gives, and what became of it. */
export function invitationRevision({ email, contactId, roleIds, sentAt, acceptedAt, revokedAt }: Invitation): number {
  return contentRevision({ email, contactId, roleIds, sentAt, acceptedAt, revokedAt });
}

/** One for each address of a tenant, so that two admins at the same moment send one. */
export function invitationId(tenantId: string, email: string): string {
  return createHash('sha256')
    .update(JSON.stringify([tenantId, email]))
    .digest('base64url');
}

/** Sent once more: earlier links are worthless, and whatever had become of it is over. */
export function renewed(draft: Draft<Invitation>, before: Invitation | undefined): Draft<Invitation> {
  const isGoingOn = before && !before.acceptedAt && !before.revokedAt;
  return isGoingOn ? { ...draft, userId: before.userId, ...(before.followedAt && { followedAt: before.followedAt }) } : draft;
}

/** The invitation with what the audit is told of what was done about it. */
export function changedInvitation(
  invitation: Draft<Invitation>,
  { verb, at, actor }: { verb: 'sent' | 'revoked' | 'accepted'; at: Date; actor?: Actor },
): Draft<Invitation> {
  const { tenantId, _id: id, email, contactId, roleIds, userId } = invitation;
  const after = { email, contactId, roleIds, userId };
  return { ...invitation, outbox: [identityAction({ kind: `invitation.${verb}`, tenantId, id, at, actor, after })] };
}

export function isOpen({ revokedAt, acceptedAt, expiresAt }: Invitation, now: Date): boolean {
  return !revokedAt && !acceptedAt && now < expiresAt;
}

/** Whether nobody else is accepting it at this moment. */
export function isFree({ takenAt }: Invitation, now: Date): boolean {
  return !takenAt || now.getTime() - takenAt.getTime() >= TAKEN_MS;
}

/** Where a person stands who was invited, or is a user anyway. */
export function accessOf(invitation: Invitation | undefined, user: User | undefined, now: Date): AccessState {
  if (user) return isLetIn(user) ? 'active' : 'no access';
  if (!invitation || !isOpen(invitation, now)) return 'no access';
  return invitation.followedAt ? 'pending setup' : 'invitation sent';
}
