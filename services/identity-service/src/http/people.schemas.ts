import { pageSchema, pagingQuery } from '@psa-bridge/http-server';
import { z } from 'zod';
import { AdminUserView, ExplanationView } from './identity.schemas.ts';

const Time = z.iso.datetime();
const paging = pagingQuery({ usual: 50 });
export const Paging = z.object(paging);

export const PersonView = z.object({
  id: z.string(),
  integrationId: z.string(),
  provider: z.string(),
  externalId: z.string().describe('By which people of one name are told apart (ID-44)'),
  firstName: z.string(),
  lastName: z.string(),
  emails: z.array(z.string()),
  licence: z.string(),
  isActive: z.boolean(),
  seenAt: Time,
  userId: z.string().optional().describe('The user that this is; absent where nobody is'),
  linkedSince: Time.optional(),
  explanation: ExplanationView.describe('Why it is this user, or nobody'),
});
export const PersonList = pageSchema(PersonView);
export const PersonParams = z.object({ id: z.string().max(300) });
export const PersonLinkBody = z.strictObject({ userId: z.uuid() });
export const PeopleQuery = z.object({
  ...paging,
  query: z.string().max(200).optional().describe('Words that must each occur in a name, an address or the external id'),
  integrationId: z.uuid().optional(),
  userId: z.uuid().optional(),
  linked: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .optional(),
});

export const DuplicateList = pageSchema(
  z.object({ person: PersonView, users: z.array(AdminUserView).describe('First the one that the person is') }),
);
export const MergeBody = z.strictObject({
  keptId: z.uuid().describe('The user who goes on, with the address that is used from now on'),
  mergedId: z.uuid().describe('The user who is the same person'),
});
export const MergeView = z.object({
  id: z.string(),
  keptId: z.string(),
  mergedId: z.string(),
  by: z.string(),
  at: Time,
  state: z.enum(['begun', 'done', 'undoing', 'undone']),
  moved: z.object({ people: z.array(z.string()), roleIds: z.array(z.string()), permissions: z.array(z.string()) }),
  undoneBy: z.string().optional(),
  undoneAt: Time.optional(),
});
export const MergeList = pageSchema(MergeView);
export const MergeParams = z.object({ id: z.uuid() });
