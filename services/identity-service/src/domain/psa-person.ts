import type { Actor } from '@psa-bridge/audit';
import { contentRevision } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';
import { identityAction } from './audit/identity-action.ts';
import type { LinkExplanation } from './link-explanation.ts';

/** What a connector told of one of the MSP's people. */
export interface SeenPerson {
  integrationId: string;
  provider: string;
  externalId: string;
  firstName: string;
  lastName: string;
  /** Normalised, each once, the one to sign in with first. */
  emails: readonly string[];
  licence: string;
  isActive: boolean;
  companyExternalId?: string;
  becomesUser: boolean;
  seenAt: Date;
}

/** Whom a person of a PSA is here, and why. */
export interface PersonLink {
  userId: string;
  /** An admin's word holds against every rule (ID-44). */
  isByAdmin: boolean;
  since: Date;
}

/** One of the MSP's people in a PSA, and the user that this is (ID-40). */
export interface PsaPerson extends Stored, SeenPerson {
  link?: PersonLink;
  /** An admin said that the person is no user here, whatever the rules say. */
  isHeldApart?: boolean;
  explanation: LinkExplanation;
  /** Users who came near and are nobody else: possibly duplicates. */
  rivalIds: readonly string[];
}

/** Of what an admin may say of the person: whom this is here. */
export function linkRevision({ link, isHeldApart }: PsaPerson): number {
  return contentRevision({ userId: link?.userId, isHeldApart });
}

/** The person with what the audit is told where it is another user now, or may be none (ID-42, ID-44). */
export function linkedPerson(before: PsaPerson | undefined, after: Draft<PsaPerson>, { at, actor }: { at: Date; actor?: Actor }) {
  const told = (person: Draft<PsaPerson> | undefined) => ({
    ...{ userId: person?.link?.userId, isHeldApart: person?.isHeldApart, rule: person?.explanation.rule },
  });
  const [was, is] = [told(before), told(after)];
  if (was.userId === is.userId && was.isHeldApart === is.isHeldApart) return after;
  const { tenantId, _id: id } = after;
  const kind = is.userId === undefined ? 'person.unlinked' : 'person.linked';
  return {
    ...after,
    outbox: [...(after.outbox ?? []), identityAction({ kind, tenantId, id, at, actor, before: was, after: is })],
  };
}

/** The integration that told of the person (OP-01). */
export function byIntegration({ integrationId: id }: Pick<SeenPerson, 'integrationId'>): Actor {
  return { kind: 'integration', id };
}

/** One document for each person, so that replicas decide one after the other. */
export function personId({ integrationId, externalId }: Pick<SeenPerson, 'integrationId' | 'externalId'>): string {
  return `${integrationId}:${externalId}`;
}

export function personName({
  firstName,
  lastName,
  externalId,
}: Pick<SeenPerson, 'firstName' | 'lastName' | 'externalId'>): string {
  return [firstName, lastName].filter(Boolean).join(' ') || externalId;
}
