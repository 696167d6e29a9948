import { fieldChanges, type Actor } from '@psa-bridge/audit';
import { contentRevision } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { User } from '../user.ts';
import { byUser, identityAction } from './identity-action.ts';

export interface UserDeed {
  /** `activated`, as in `user.activated`. */
  verb: string;
  at: Date;
  /** Where no verified caller asked for it. */
  actor?: Actor;
}

type Told = Readonly<Record<string, unknown>>;

/** What an admin may ask about later. The name stands under a field that is redacted as people's names are. */
export function toldOfUser(user: Partial<User>): Told {
  const { kind, state, name: fullName, email, emailVerified, allowLogin, isAdmin, company } = user;
  const { roleIds, permissions, managerIds, externalIds } = user;
  const { companyId, contactId, verified: companyVerified } = company ?? {};
  return {
    ...{ kind, state, fullName, email, emailVerified, allowLogin, isAdmin },
    ...{ roleIds, permissions, managerIds, externalIds, companyId, contactId, companyVerified },
  };
}

/** Of what an admin may change; a sign-in is none of that. */
export function userRevision(user: User): number {
  return contentRevision(toldOfUser(user));
}

/** The user after a change, with what the audit is told of it; nothing is told where nothing that people ask about changed. */
export function changedUser(before: User, after: Draft<User>, { verb, ...deed }: UserDeed): Draft<User> {
  const { tenantId, _id: id } = before;
  const [was, is] = [toldOfUser(before), toldOfUser(after)];
  if (fieldChanges(was, is).changes.length === 0) return after;
  const told = identityAction({ kind: `user.${verb}`, tenantId, id, ...deed, before: was, after: is });
  return { ...after, outbox: [...(after.outbox ?? []), told] };
}

/** The user, who has proved to read the address's mail (ID-21). */
export function verifiedUser(user: User, at: Date): Draft<User> {
  return changedUser(user, { ...user, emailVerified: true }, { verb: 'email_verified', at, actor: byUser(user._id) });
}
