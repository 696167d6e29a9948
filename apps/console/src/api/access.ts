import { queryOptions } from '@tanstack/react-query';
import type { Entry, Read, Sent } from './answers.ts';
import { answerOf, answerWithEtag, api } from './client.ts';

export type Role = Entry<'/v1/roles'>;
export type RoleBody = Sent<'/v1/roles', 'post'>;
export type ApiKey = Entry<'/v1/api-keys'>;
export type ApiKeyBody = Sent<'/v1/api-keys', 'post'>;
export type SignInSettings = Read<'/v1/auth/settings'>;
export type SignInSettingsBody = Sent<'/v1/auth/settings', 'put'>;

export const rolesQuery = queryOptions({
  queryKey: ['access', 'roles'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/roles', { signal })),
});
export const roleQuery = (id: string) =>
  queryOptions({
    queryKey: ['access', 'role', id],
    queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/roles/{id}', { params: { path: { id } }, signal })),
  });
export const addRole = (body: RoleBody) => answerOf(api.POST('/v1/roles', { body }));
export const changeRole = ({ id, etag, role }: { id: string; etag: string; role: RoleBody }) =>
  answerOf(api.PUT('/v1/roles/{id}', { params: { path: { id }, header: { 'If-Match': etag } }, body: role }));
export const deleteRole = (id: string) => answerOf(api.DELETE('/v1/roles/{id}', { params: { path: { id } } }));

export const apiKeysQuery = queryOptions({
  queryKey: ['access', 'api-keys'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/api-keys', { signal })),
});
export const addApiKey = (body: ApiKeyBody) => answerOf(api.POST('/v1/api-keys', { body }));
/** The old secret goes on for so long, so that whoever uses the key can change over. */
export const rotateApiKey = ({ id, overlapHours }: { id: string; overlapHours: number }) =>
  answerOf(api.POST('/v1/api-keys/{id}/rotate', { params: { path: { id } }, body: { overlapHours } }));
export const revokeApiKey = (id: string) => answerOf(api.DELETE('/v1/api-keys/{id}', { params: { path: { id } } }));

export const signInSettingsQuery = queryOptions({
  queryKey: ['access', 'sign-in'],
  queryFn: ({ signal }) => answerWithEtag(api.GET('/v1/auth/settings', { signal })),
});
export const saveSignInSettings = ({ etag, settings }: { etag: string; settings: SignInSettingsBody }) =>
  answerOf(api.PUT('/v1/auth/settings', { params: { header: { 'If-Match': etag } }, body: settings }));
