import type { Filter } from '@psa-bridge/persistence';
import type { UserKind, UserState } from './user.ts';

export interface UserSearch {
  /** Words that must each occur in the name or the address. */
  query?: string | undefined;
  /** Words that must each occur in the name: for people whom addresses are none of their business. */
  name?: string | undefined;
  ids?: readonly string[] | undefined;
  state?: UserState | undefined;
  kind?: UserKind | undefined;
  roleId?: string | undefined;
  companyId?: string | undefined;
  /** The contact that the user is (ID-53). */
  contactId?: string | undefined;
  /** Whether the user may sign in at all (ID-23). */
  allowLogin?: boolean | undefined;
}

/** What the store is asked for. Nothing in the words is a pattern. */
export function userFilter({ query = '', name = '', ids, ...search }: UserSearch): Filter {
  const { state, kind, roleId, companyId, contactId, allowLogin } = search;
  return {
    ...(ids && { _id: { $in: ids } }),
    ...(state && { state }),
    ...(kind && { kind }),
    ...(roleId !== undefined && { roleIds: roleId }),
    ...(companyId !== undefined && { 'company.companyId': companyId }),
    ...(contactId !== undefined && { 'company.contactId': contactId }),
    ...(allowLogin !== undefined && { allowLogin }),
    ...wordsFilter(query, ['name', 'email']),
    ...wordsFilter(name, ['name']),
  };
}

/** Each word must occur in one of the fields, without case. */
export function wordsFilter(query: string, fields: readonly string[]): Filter {
  const words = query.split(/\s+/).filter((word) => word !== '');
  return words.length === 0 ? {} : { $and: words.map((word) => occurs(word, fields)) };
}

function occurs(word: string, fields: readonly string[]): Filter {
  const condition = { $regex: word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), $options: 'i' as const };
  return { $or: fields.map((field) => ({ [field]: condition })) };
}
