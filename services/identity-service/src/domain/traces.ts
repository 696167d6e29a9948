import type { Filter } from '@psa-bridge/persistence';
import type { LostCandidate } from './link-explanation.ts';

/** By what a person is found in the documents of a tenant. */
export interface Traces {
  tenantId: string;
  /** Whom the operator named. */
  userId: string;
  /** That one and those who were merged into it. */
  userIds: readonly string[];
  /** Every address that is known to be the person's. */
  emails: readonly string[];
  contactIds: readonly string[];
  /** Of the person in each PSA. */
  personIds: readonly string[];
  invitationIds: readonly string[];
}

/** Documents that name one of these addresses anywhere in a text, without case. */
export function mentions(path: string, emails: readonly string[]): Filter {
  if (emails.length === 0) return { _id: { $in: [] } };
  return { [path]: { $regex: emails.map((email) => RegExp.escape(email)).join('|'), $options: 'i' } };
}

/** What the person did, what was done to the person, and what says that it concerns the person. */
export function actionsOf({ userIds, personIds, invitationIds }: Traces): Filter {
  return actionsNaming(userIds, [...userIds, ...personIds, ...invitationIds]);
}

/** What users did, and what was done to records or names one of the users. */
export function actionsNaming(userIds: readonly string[], recordIds: readonly string[]): Filter {
  const named = { $in: userIds.map((id) => JSON.stringify(id)) };
  return {
    $or: [
      { 'action.actor.id': { $in: userIds } },
      { 'action.record.ids': { $in: recordIds } },
      { 'action.changes.afterJson': named },
      { 'action.changes.beforeJson': named },
    ],
  };
}

/** A document in which nobody reads any more that the person came near a link and why it was not this one. */
export function withoutCandidate<Value>(value: Value, ids: readonly string[]): Value {
  if (Array.isArray(value)) return value.map((inner: unknown) => withoutCandidate(inner, ids)) as Value;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isLost(value) && ids.includes(value.id)) return { ...value, name: 'Erased person', because: 'The person was erased.' };
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutCandidate(inner, ids)])) as Value;
}

function isLost(value: object): value is LostCandidate {
  return 'id' in value && 'name' in value && 'because' in value;
}
