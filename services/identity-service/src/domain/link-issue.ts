import { entityKey, events, newEvent, Outcome, timestampFromDate, topics } from '@psa-bridge/contracts';
import type { Draft } from '@psa-bridge/persistence';
import type { User } from './user.ts';

/** Who is named as the provider of what is told of users: retries of it come back here. */
export const IDENTITY = 'identity';

const FAILURE = {
  code: 'user_not_linked',
  kind: 'rejected',
  message: "No contact of the PSA has this user's e-mail address, so the user is not linked to a company.",
  remedy:
    'Give the contact this address in the PSA and synchronize, or link the user to a company under Users, then retry. It is looked for again at each sign-in.',
};

/** The user with what is to be told of the company link: that there is none (IS-11), or that there is one now. */
export function toldOfLink(
  user: Draft<User>,
  { integrationId, isMissing, at, source }: { integrationId: string; isMissing: boolean; at: Date; source: string },
): Draft<User> {
  const sequence = Math.max((user.linkTold?.sequence ?? 0) + 1, at.getTime());
  const { tenantId, _id: entityId, name: entityName } = user;
  const event = newEvent(events.syncResult, {
    id: `${integrationId}:user:${entityId}:${sequence}`,
    topic: topics.syncResults.name,
    key: entityKey(tenantId, 'user', entityId),
    ...{ source, tenantId, at },
    data: {
      ...{ integrationId, provider: IDENTITY, entityType: 'user', entityId, entityName, operation: 'link', attempts: 1 },
      outcome: isMissing ? Outcome.FAILED : Outcome.SUCCEEDED,
      ...(isMissing && { failure: FAILURE }),
      ...{ finishedAt: timestampFromDate(at), sequence: BigInt(sequence) },
    },
  });
  return { ...user, linkTold: { sequence, isMissing }, outbox: [...(user.outbox ?? []), event] };
}
