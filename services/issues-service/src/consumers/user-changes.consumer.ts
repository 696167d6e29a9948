import { events, timestampDate, topics } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../domain/issue-events.ts';
import type { makeOwners } from '../usecases/owners.ts';

/** Deeds after which somebody is let in or not. */
const IS_GONE: ReadonlyMap<string, boolean> = new Map([
  ['user.deactivated', true],
  ['user.deleted', true],
  ['user.activated', false],
  ['user.restored', false],
]);
const OTHER = drop('not_about_access');

/** Who is kept out of the tenant: told in the same write that keeps them out. */
export function userChangesConsumer({ noteLeft }: Pick<ReturnType<typeof makeOwners>, 'noteLeft'>): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.audit,
    subscriptions: [
      on(events.actionTaken, async ({ kind, recordId, occurredAt }, { envelope: { tenantId, time } }) => {
        const isGone = IS_GONE.get(kind);
        if (isGone === undefined) return OTHER;
        await noteLeft({ tenantId, userId: recordId, isGone, at: occurredAt ? timestampDate(occurredAt) : time });
        return undefined;
      }),
    ],
  });
}
