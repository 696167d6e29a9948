import type { Draft, Stored } from '@psa-bridge/persistence';
import { identityAction } from './audit/identity-action.ts';
import { toldOfUser } from './audit/user-action.ts';
import type { PsaPerson } from './psa-person.ts';
import type { User } from './user.ts';

/** What of a user a merge touches. */
export type MergedPart = Pick<User, 'externalIds' | 'roleIds' | 'permissions' | 'company'>;
export type PersonBefore = { id: string } & Pick<PsaPerson, 'link' | 'explanation'>;

/** Two users who are one person made one, with everything that it takes to undo it. */
export interface UserMerge extends Stored {
  keptId: string;
  mergedId: string;
  /** The admin. */
  by: string;
  at: Date;
  state: 'begun' | 'done' | 'undoing' | 'undone';
  before: { kept: MergedPart; merged: MergedPart };
  people: readonly PersonBefore[];
  /** People of the kept user whom the merged one could have been; merges of former versions do not say. */
  rivalOf?: readonly string[];
  /** Whose manager the merged one was. */
  managed: readonly string[];
  undoneBy?: string;
  undoneAt?: Date;
}

export function partOf({ externalIds, roleIds, permissions, company }: User): MergedPart {
  return { externalIds, roleIds, permissions, ...(company && { company }) };
}

/** The merge with what the audit is told of it: as one deed, however many steps it takes to carry it out. */
export function toldMerge(merge: Draft<UserMerge>, kind: 'user.merged' | 'user.merge_undone', at: Date): Draft<UserMerge> {
  const { tenantId, keptId: id, mergedId, before } = merge;
  const { kept } = before;
  const both = withMerged(kept, before);
  const [was, is] = kind === 'user.merged' ? [kept, both] : [both, kept];
  const fields = { before: toldOfUser(was), after: toldOfUser(is) };
  return { ...merge, outbox: [identityAction({ kind, tenantId, id, furtherIds: [mergedId], at, ...fields })] };
}

/** The kept user with what the other one had besides; safe to repeat. */
export function withMerged<Kept extends MergedPart>(kept: Kept, { merged }: UserMerge['before']): Kept {
  const company = kept.company?.verified === true ? kept.company : (merged.company ?? kept.company);
  return {
    ...kept,
    externalIds: { ...merged.externalIds, ...kept.externalIds },
    roleIds: union(kept.roleIds, merged.roleIds),
    permissions: union(kept.permissions, merged.permissions),
    ...(company && { company }),
  };
}

/** The kept user without what only the merge gave; what was changed since stays. Safe to repeat. */
export function withoutMerged({ company: present, ...user }: User, { kept, merged }: UserMerge['before']): User {
  const given = Object.entries(merged.externalIds).filter(([key]) => !(key in kept.externalIds));
  const isGiven = (key: string, id: string): boolean => given.some(([one, its]) => one === key && its === id);
  const company = isSame(present, merged.company) ? kept.company : present;
  return {
    ...user,
    externalIds: Object.fromEntries(Object.entries(user.externalIds).filter(([key, id]) => !isGiven(key, id))),
    roleIds: user.roleIds.filter((id) => kept.roleIds.includes(id) || !merged.roleIds.includes(id)),
    permissions: user.permissions.filter((one) => kept.permissions.includes(one) || !merged.permissions.includes(one)),
    ...(company && { company }),
  };
}

function isSame(a: User['company'], b: User['company']): boolean {
  return a !== undefined && a.companyId === b?.companyId && a.contactId === b.contactId;
}

function union<Value>(a: readonly Value[], b: readonly Value[]): readonly Value[] {
  return [...new Set([...a, ...b])];
}

/** The integrations in which they are two people: these cannot be one. */
export function contradictions(kept: MergedPart, merged: MergedPart): readonly string[] {
  return Object.entries(merged.externalIds).flatMap(([key, id]) => ((kept.externalIds[key] ?? id) === id ? [] : [key]));
}
