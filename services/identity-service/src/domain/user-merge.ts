import type { Stored } from '@psa-bridge/persistence';
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
  /** Whose manager the merged one was. */
  managed: readonly string[];
  undoneBy?: string;
  undoneAt?: Date;
}

export function partOf({ externalIds, roleIds, permissions, company }: User): MergedPart {
  return { externalIds, roleIds, permissions, ...(company && { company }) };
}

/** The kept user with what the other one had besides; safe to repeat. */
export function withMerged(kept: User, { merged }: UserMerge['before']): User {
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
