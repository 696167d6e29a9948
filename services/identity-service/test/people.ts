import { entityKey, events, newEvent, timestampFromDate, toBusMessage, topics, type EventInit } from '@psa-bridge/contracts';
import { eventually } from '@psa-bridge/testing';
import { personId } from '../src/domain/psa-person.ts';
import type { IdentityApp } from './identity-app.ts';

export const INTEGRATION = '01900000-0000-7000-8000-0000000000aa';

export interface ToldPerson {
  externalId: string;
  firstName?: string;
  lastName?: string;
  emails?: readonly string[];
  isActive?: boolean;
  becomesUser?: boolean;
  companyExternalId?: string;
  integrationId?: string;
  provider?: string;
  seenAt?: Date;
}

export interface ShownPerson {
  id: string;
  externalId: string;
  userId?: string;
  explanation: { rule: string; because: string; lost: { id: string; because: string }[]; wouldChange: string };
}

/** What a connector tells of people, and what an admin sees of it. */
export function peopleOf(identity: IdentityApp) {
  let seconds = 0;

  async function tenantId(): Promise<string> {
    return (await identity.collections.tenants.acrossTenants('test').find({}))[0]?._id ?? '';
  }

  /** Publishes what a connector saw, each later than the one before. */
  async function tell(...people: readonly ToldPerson[]): Promise<void> {
    const tenant = await tenantId();
    const messages = people.map((person) => {
      const { integrationId = INTEGRATION, provider = 'autotask', seenAt = later(), ...rest } = person;
      const data: EventInit<typeof events.personSeen> = {
        ...{ integrationId, provider, isActive: true, seenAt: timestampFromDate(seenAt), ...rest },
        emails: [...(person.emails ?? [])],
      };
      const key = entityKey(tenant, 'person', `${integrationId}:${person.externalId}`);
      const at = identity.clock.now();
      return toBusMessage(
        newEvent(events.personSeen, { topic: topics.people.name, key, source: 'test', tenantId: tenant, at, data }),
      );
    });
    await identity.bus.publish(topics.people.name, messages);
  }

  function later(): Date {
    seconds += 1;
    return new Date(identity.clock.now().getTime() + seconds * 1_000);
  }

  /** The same, once all of it was taken in. */
  async function see(...people: readonly ToldPerson[]): Promise<readonly ShownPerson[]> {
    const dated = people.map((person) => ({ ...person, seenAt: person.seenAt ?? later() }));
    await tell(...dated);
    for (const person of dated) await takenIn(person);
    const { accessToken: token } = await identity.signIn();
    return Promise.all(dated.map((person) => shown(personId({ integrationId: INTEGRATION, ...person }), token)));
  }

  async function takenIn({ externalId, integrationId = INTEGRATION, seenAt }: ToldPerson): Promise<void> {
    const id = personId({ integrationId, externalId });
    await eventually(async () => {
      const stored = await identity.collections.people.acrossTenants('test').get(id);
      if (stored?.seenAt.getTime() !== seenAt?.getTime()) throw new Error(`person ${id} was not taken in`);
      if (
        stored?.link &&
        !(await identity.collections.users.acrossTenants('test').get(stored.link.userId))?.externalIds[integrationId]
      )
        throw new Error(`person ${id} is not linked yet`);
    });
  }

  async function shown(id: string, token: string): Promise<ShownPerson> {
    return (await identity.call('GET', `/v1/people/${id}`, { token })).body;
  }

  const person = async (id: string): Promise<ShownPerson> => shown(id, (await identity.signIn()).accessToken);

  return { tell, see, person, tenantId };
}
