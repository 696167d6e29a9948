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

/** What is done by the person, to the person, or says that something concerns the person. */
export function actionsOf({ userIds, personIds, invitationIds }: Traces): Filter {
  const records = [...userIds, ...personIds, ...invitationIds];
  return {
    $or: [
      { 'action.actor.id': { $in: userIds } },
      { 'action.record.ids': { $in: records } },
      { 'action.changes.afterJson': { $in: userIds.map((id) => JSON.stringify(id)) } },
      { 'action.changes.beforeJson': { $in: userIds.map((id) => JSON.stringify(id)) } },
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
