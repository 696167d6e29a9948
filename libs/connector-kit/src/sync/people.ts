import { entityKey, events, newEvent, timestampFromDate, topics, type OutboxEvent } from '@psa-bridge/contracts';
import type { PsaPerson } from '../definition/people.ts';
import type { AnyContext, AnyDefinition } from '../sessions.ts';

/** The phase that reads people, which are no records. */
export const PEOPLE = 'people';

/** A page of people, and when the PSA was read. */
export interface ReadPeople {
  people: readonly PsaPerson[];
  seenAt: Date;
  next?: string | undefined;
}

export async function readPeople(
  cursor: string | undefined,
  { definition, context }: { definition: AnyDefinition; context: AnyContext },
): Promise<ReadPeople> {
  const seenAt = context.clock.now();
  const page = await definition.people?.page(context, cursor === undefined ? {} : { cursor });
  return { people: [], ...page, seenAt };
}

/** The events that tell of a page; each person's are in order, by the key. */
export function peopleEvents(
  { people, seenAt }: ReadPeople,
  integration: { id: string; tenantId: string },
  { definition: { provider, people: part }, source }: { definition: AnyDefinition; source: string },
): readonly OutboxEvent[] {
  const { id: integrationId, tenantId } = integration;
  const shared = {
    integrationId,
    provider,
    becomesUser: part?.whenUnmatched === 'create_user',
    seenAt: timestampFromDate(seenAt),
  };
  return people.map(({ companyExternalId = '', emails, ...person }) =>
    newEvent(events.personSeen, {
      // The same page read again tells the same.
      id: `${integrationId}:person:${person.externalId}:${seenAt.getTime()}`,
      topic: topics.people.name,
      key: entityKey(tenantId, 'person', `${integrationId}:${person.externalId}`),
      ...{ source, tenantId, at: seenAt },
      data: { ...shared, ...person, emails: [...emails], companyExternalId },
    }),
  );
}
