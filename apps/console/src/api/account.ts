import { queryOptions } from '@tanstack/react-query';
import type { Entry, Read, Sent } from './answers.ts';
import { answerOf, api, showCsrfTokenOf } from './client.ts';
import { toRefused } from './problem.ts';

export type OwnSession = Entry<'/v1/auth/sessions'>;
export type Digest = Read<'/v1/issues/digest'>;
export type DigestBody = Sent<'/v1/issues/digest', 'put'>;
export type NewPassword = Sent<'/v1/session/password', 'put'>;

const NOT_FOUND = 404;

export const ownSessionsQuery = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => answerOf(api.GET('/v1/auth/sessions', { signal })),
});
export const endSession = (id: string) => answerOf(api.DELETE('/v1/auth/sessions/{id}', { params: { path: { id } } }));
export const endAllSessions = () => answerOf(api.POST('/v1/auth/sign-out-everywhere'));
/** All other sessions end; this browser goes on in a new one. */
export async function changePassword(body: NewPassword): Promise<void> {
  showCsrfTokenOf(await answerOf(api.PUT('/v1/session/password', { body })));
}

/** The digest of issues that somebody asked for; null where nobody did. */
export const digestQuery = queryOptions({
  queryKey: ['account', 'digest'],
  queryFn: async ({ signal }): Promise<Digest | null> => {
    try {
      return await answerOf(api.GET('/v1/issues/digest', { signal }));
    } catch (error) {
      if (toRefused(error).status === NOT_FOUND) return null;
      throw error;
    }
  },
});
export const saveDigest = (body: DigestBody) => answerOf(api.PUT('/v1/issues/digest', { body }));
export const endDigest = () => answerOf(api.DELETE('/v1/issues/digest'));
