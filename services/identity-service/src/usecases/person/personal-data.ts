import type { Filter } from '@psa-bridge/persistence';
import { mentions, type Traces } from '../../domain/traces.ts';
import { PLATFORM, type Collections } from '../../ports.ts';
import { accountAttemptsId, ATTEMPTED } from '../limit-attempts.ts';

/** Where a person's data stands in a collection. */
interface Place {
  /** Documents that are about the person, which go. */
  about?: (who: Traces) => Filter;
  /** Others' documents that name the person beside somebody else, of which that part goes. */
  naming?: (who: Traces) => Filter;
  /** Of the platform, because nobody knows yet whose document it is. */
  isPlatforms?: true;
  /** Signs the person in: it is not given out. */
  isSecret?: true;
}

const ofUser = ({ userIds }: Traces): Filter => ({ userId: { $in: userIds } });
const candidates = ({ userIds, contactIds }: Traces) => ({ $in: [...userIds, ...contactIds] });

/**
 * What becomes of a person's data in each collection, or why there is none. Addresses are looked for first, by the documents that
 * are erased last, so that a killed erasure finds them again.
 */
export const PERSONAL_DATA: Readonly<Record<keyof Collections, Place | string>> = {
  mailJobs: { about: ({ emails }) => ({ email: { $in: emails } }), isPlatforms: true },
  mailOutbox: { about: ({ emails }) => ({ to: { $in: emails } }) },
  ssoAttempts: { about: ({ emails }) => ({ expectedEmail: { $in: emails } }), isPlatforms: true, isSecret: true },
  attempts: {
    about: ({ emails }) => ({ _id: { $in: emails.flatMap((email) => ATTEMPTED.map((way) => accountAttemptsId(way, email))) } }),
    ...{ isPlatforms: true, isSecret: true },
  },
  mailTokens: { about: ofUser, isSecret: true },
  sessions: { about: ofUser },
  ssoIdentities: { about: ofUser },
  apiKeys: { about: ofUser },
  userMerges: {
    about: ({ userIds }) => ({ $or: [{ keptId: { $in: userIds } }, { mergedId: { $in: userIds } }] }),
    naming: (who) => ({
      $or: [
        { 'people.explanation.lost.id': candidates(who) },
        { 'before.kept.company.explanation.lost.id': candidates(who) },
        { 'before.merged.company.explanation.lost.id': candidates(who) },
      ],
    }),
  },
  invitations: {
    about: ({ invitationIds }) => ({ _id: { $in: invitationIds } }),
    naming: (who) => ({ 'company.explanation.lost.id': candidates(who) }),
  },
  people: {
    about: ({ personIds, emails }) => ({ $or: [{ _id: { $in: personIds } }, { emails: { $in: emails } }] }),
    naming: (who) => ({ 'explanation.lost.id': candidates(who) }),
  },
  users: {
    naming: (who) => ({
      $or: [{ 'company.explanation.lost.id': candidates(who) }, mentions('lastRefusedSignIn.explanation', who.emails)],
    }),
  },
  credentials: { about: ofUser, isSecret: true },
  auditPayloads: 'Erased by a chain that tells so: erase-person.ts.',
  auditEntries: 'Holds digests, which are salted.',
  auditHeads: 'Holds digests, which are salted.',
  tenants: 'Holds what was decided for all, and ids.',
  roles: 'Is nobody’s.',
  psaIntegrations: 'Is nobody’s.',
  keyrings: 'Is nobody’s.',
  bootstraps: 'Holds ids.',
};

export interface PersonalPlace extends Place {
  name: keyof Collections;
  /** Whose documents these are in the store. */
  tenantId: string;
}

/** The collections with a person's data, in the order in which it is erased. */
export function placesOf({ tenantId }: Pick<Traces, 'tenantId'>): readonly PersonalPlace[] {
  const all = Object.entries(PERSONAL_DATA) as [keyof Collections, Place | string][];
  return all.flatMap(([name, place]) =>
    typeof place === 'string' ? [] : [{ ...place, name, tenantId: place.isPlatforms ? PLATFORM : tenantId }],
  );
}
