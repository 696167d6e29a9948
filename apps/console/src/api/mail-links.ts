import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';

/** The token says who somebody is: whoever is signed in with this browser has no part in it. */
const asNobody = { credentials: 'omit' } as const;

/** What an invitation is for; looking at it does not spend its link. */
export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation-link', token],
    staleTime: Infinity,
    retry: false,
    queryFn: ({ signal }) => answerOf(api.POST('/v1/auth/invitation/follow', { body: { token }, signal, ...asNobody })),
  });

interface NewPassword {
  token: string;
  password: string;
}

export const acceptInvitation = (body: NewPassword) => answerOf(api.POST('/v1/auth/invitation/accept', { body, ...asNobody }));
export const resetPassword = (body: NewPassword) => answerOf(api.POST('/v1/auth/password/reset', { body, ...asNobody }));

export const verifyEmail = (token: string) => answerOf(api.POST('/v1/auth/email/verify', { body: { token }, ...asNobody }));
export const confirmEmailChange = (token: string) =>
  answerOf(api.POST('/v1/auth/email/change/confirm', { body: { token }, ...asNobody }));
export const confirmStatusMails = (token: string) => answerOf(api.POST('/v1/status/confirm', { body: { token }, ...asNobody }));
export const endStatusMails = (token: string) => answerOf(api.POST('/v1/status/unsubscribe', { body: { token }, ...asNobody }));

/** Each answers alike for addresses that are known and for those that are not. */
export const askForMail = {
  password: (email: string) => answerOf(api.POST('/v1/auth/password/forgot', { body: { email }, ...asNobody })),
  verification: (email: string) => answerOf(api.POST('/v1/auth/email/resend', { body: { email }, ...asNobody })),
  access: (email: string) => answerOf(api.POST('/v1/auth/register', { body: { email }, ...asNobody })),
};
