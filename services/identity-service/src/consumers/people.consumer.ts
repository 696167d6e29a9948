import { events, timestampDate, topics, type PersonSeen } from '@psa-bridge/contracts';
import { invalidInput } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import type { SeenPerson } from '../domain/psa-person.ts';
import { normalisedEmail } from '../domain/user.ts';
import type { makeLinkPerson } from '../usecases/people/link-person.ts';

/** People whom connectors saw, in; links to users, out. */
export function peopleConsumer(linkPerson: ReturnType<typeof makeLinkPerson>): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.people,
    subscriptions: [
      on(events.personSeen, async (data, { envelope }) => {
        const isNews = await linkPerson(envelope.tenantId, toSeenPerson(data));
        return isNews ? undefined : drop('not_newer');
      }),
    ],
  });
}

/** An integration's id becomes part of a path in the store, and of a person's id. */
const NAME = /^[\w-]{1,100}$/;
const LONGEST = 300;
const MOST_EMAILS = 20;

/**
 * The wire's person as the domain knows it (ID-40: addresses trimmed and without case).
 *
 * @throws AppError `invalid_person` naming the field that is missing or not usable.
 */
export function toSeenPerson(wire: PersonSeen): SeenPerson {
  const { integrationId, provider, externalId, companyExternalId } = wire;
  for (const [field, value] of Object.entries({ integrationId, provider })) if (!NAME.test(value)) throw invalid(field);
  if (!/^\S{1,100}$/.test(externalId)) throw invalid('externalId');
  if (!wire.seenAt) throw invalid('seenAt');
  const emails = wire.emails.map(normalisedEmail).filter((email) => email.includes('@') && email.length <= LONGEST);
  return {
    ...{ integrationId, provider, externalId, licence: wire.licence.slice(0, LONGEST) },
    ...{ firstName: wire.firstName.trim().slice(0, LONGEST), lastName: wire.lastName.trim().slice(0, LONGEST) },
    ...{ emails: [...new Set(emails)].slice(0, MOST_EMAILS), isActive: wire.isActive, becomesUser: wire.becomesUser },
    ...(companyExternalId !== '' && { companyExternalId }),
    seenAt: timestampDate(wire.seenAt),
  };
}

function invalid(field: string) {
  return invalidInput('invalid_person', `The person's ${field} is missing or not usable.`, { details: { field } });
}
