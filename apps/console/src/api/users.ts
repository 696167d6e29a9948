import { queryOptions } from '@tanstack/react-query';
import { pagedQuery, type Entry, type QueryTo, type Sent } from './answers.ts';
import { answerOf, answerWithEtag, api } from './client.ts';

export type User = Entry<'/v1/users'>;
export type UserQuery = QueryTo<'/v1/users'>;
export type UserChange = Sent<'/v1/users/{id}', 'patch'>;
export type LinkExplanation = NonNullable<NonNullable<User['company']>['explanation']>;
export type PsaPerson = Entry<'/v1/people'>;
export type PersonQuery = QueryTo<'/v1/people'>;
export type Invitation = Entry<'/v1/invitations'>;
export type Invited = Sent<'/v1/invitations', 'post'>;

/** What a change is made with: whoever changed it meanwhile wins. */
interface Versioned {
  id: string;
  etag: string;
}

const at = ({ id, etag }: Versioned) => ({ params: { path: { id }, header: { 'If-Match': etag } } });

export const usersQuery = (query: UserQuery) =>
  pagedQuery({
    queryKey: ['users', 'list', query],
    ask: (page, signal) => answerOf(api.GET('/v1/users', { params: { query: { ...query, ...page } }, signal })),
  });

/** Some whom a person may be meant to be, for choosing. */
export const usersNamedQuery = (words: string) =>
  queryOptions({
    queryKey: ['users', 'named', words],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/users', { params: { query: { query: words, size: 20 } }, signal })),
  });

export const userQuery = (id: string) =>
  queryOptions({
    queryKey: ['users', 'one', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/users/{id}', { params: { path: { id } }, signal })),
  });

export const companyQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'company', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/companies/{id}', { params: { path: { id } }, signal })),
  });

/** Companies that somebody may belong to, for choosing. */
export const companiesNamedQuery = (words: string) =>
  queryOptions({
    queryKey: ['records', 'companies-named', words],
    queryFn: ({ signal }) => {
      const query = { size: 20, ...(words === '' ? {} : { query: words }) };
      return answerOf(api.GET('/v1/companies', { params: { query }, signal }));
    },
  });

export const changeUser = ({ change, ...which }: Versioned & { change: UserChange }) =>
  answerOf(api.PATCH('/v1/users/{id}', { ...at(which), body: change }));
export const activateUser = (which: Versioned) => answerOf(api.POST('/v1/users/{id}/activate', at(which)));
export const deactivateUser = (which: Versioned) => answerOf(api.POST('/v1/users/{id}/deactivate', at(which)));
export const deleteUser = (which: Versioned) => answerOf(api.DELETE('/v1/users/{id}', at(which)));
export const restoreUser = (which: Versioned) => answerOf(api.POST('/v1/users/{id}/restore', at(which)));

/** Confirms that somebody belongs to the company (ID-04). */
export const confirmCompany = ({
  companyId,
  contactId,
  ...which
}: Versioned & { companyId: string; contactId?: string | undefined }) =>
  answerOf(
    api.PUT('/v1/users/{id}/company', {
      ...at(which),
      body: { companyId, ...(contactId === undefined ? {} : { contactId }), verified: true },
    }),
  );
export const takeCompanyAway = (which: Versioned) => answerOf(api.DELETE('/v1/users/{id}/company', at(which)));

/** The MSP's people in its PSAs, and whom each is here. */
export const peopleQuery = (query: PersonQuery) =>
  pagedQuery({
    queryKey: ['users', 'people', query],
    ask: (page, signal) => answerOf(api.GET('/v1/people', { params: { query: { ...query, ...page } }, signal })),
  });

export const personQuery = (id: string) =>
  queryOptions({
    queryKey: ['users', 'person', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/people/{id}', { params: { path: { id } }, signal })),
  });

export const linkPerson = ({ userId, ...which }: Versioned & { userId: string }) =>
  answerOf(api.PUT('/v1/people/{id}/link', { ...at(which), body: { userId } }));
export const unlinkPerson = (which: Versioned) => answerOf(api.DELETE('/v1/people/{id}/link', at(which)));

export const invitationsQuery = pagedQuery({
  queryKey: ['users', 'invitations'],
  ask: (page, signal) => answerOf(api.GET('/v1/invitations', { params: { query: page }, signal })),
});
export const invite = (body: Invited) => answerOf(api.POST('/v1/invitations', { body }));
export const resendInvitation = (id: string) => answerOf(api.POST('/v1/invitations/{id}/resend', { params: { path: { id } } }));
export const withdrawInvitation = (id: string) => answerOf(api.DELETE('/v1/invitations/{id}', { params: { path: { id } } }));

/** Contacts that may be invited, for choosing. */
export const contactsNamedQuery = (words: string, companyId: string | undefined) =>
  queryOptions({
    queryKey: ['records', 'contacts-named', words, companyId],
    queryFn: ({ signal }) => {
      const query = { size: 20, ...(words === '' ? {} : { query: words }), ...(companyId === undefined ? {} : { companyId }) };
      return answerOf(api.GET('/v1/contacts', { params: { query }, signal }));
    },
  });
