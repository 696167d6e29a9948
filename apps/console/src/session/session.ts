import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, showCsrfTokenOf } from '../api/client.ts';

/** Who is signed in, and what they may do. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: Infinity,
  retry: false,
  async queryFn() {
    const [session, me] = await Promise.all([answerOf(api.GET('/v1/session')), answerOf(api.GET('/v1/auth/me'))]);
    showCsrfTokenOf(session);
    return { ...session.user, name: me.name, email: me.email, tenant: me.tenant };
  },
});

export type Session = Awaited<ReturnType<NonNullable<typeof sessionQuery.queryFn>>>;
export type Permission = Session['permissions'][number];

/** Admins pass everywhere (ID-06). */
export function isAllowed({ isAdmin, permissions }: Session, permission: Permission | 'admin' | undefined): boolean {
  return permission === undefined || isAdmin || (permission !== 'admin' && permissions.includes(permission));
}

export async function signInByPassword(proof: { email: string; password: string }): Promise<void> {
  showCsrfTokenOf(await answerOf(api.POST('/v1/session', { body: proof })));
}

export async function signOut(): Promise<void> {
  await answerOf(api.DELETE('/v1/session'));
}
