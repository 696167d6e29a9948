import { accepted, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { callerAddress, clientOf } from './client.ts';
import {
  AskForMailBody,
  ChangeEmailBody,
  ChangePasswordBody,
  ResetPasswordBody,
  SessionIdParams,
  SessionList,
  TokenBody,
  TokensView,
} from './identity.schemas.ts';
import { sessionsView, tokensView } from './identity.views.ts';
import { PRIVATE } from './private.ts';

/** What users do about their own sessions. */
export function sessionRoutes({ sessions }: IdentityUseCases): Route[] {
  const permission = 'own-account';
  return [
    defineRoute({
      ...{ method: 'GET', path: '/v1/auth/sessions', permission, summary: 'Your sessions that are not over' },
      responses: { 200: SessionList },
      handle: async ({ caller }) => ok(sessionsView(await sessions.list(caller)), PRIVATE),
    }),
    defineRoute({
      ...{ method: 'DELETE', path: '/v1/auth/sessions/{id}', permission, summary: 'End one of your sessions' },
      params: SessionIdParams,
      ifMatch: { needless: 'A session is over or goes on; there is nothing of it to change.' },
      responses: { 204: null },
      deed: 'session.ended',
      async handle({ caller, params }) {
        await sessions.revoke(caller, params.id);
        return noContent();
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/sign-out-everywhere', permission, summary: 'End all your sessions, this one too' },
      responses: { 204: null },
      deed: 'session.ended',
      async handle({ caller }) {
        await sessions.endAll(caller, 'sign-out');
        return noContent();
      },
    }),
  ];
}

/** How users come to another password and to a verified address. */
export function passwordRoutes({ passwords, askForMail, verifyEmail }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/password/change', permission: 'own-account' },
      summary: 'Change your password; all sessions end, and a new one begins',
      body: ChangePasswordBody,
      responses: { 200: TokensView },
      deed: 'user.password_set',
      handle: async ({ caller, body, headers }) =>
        ok(tokensView(await passwords.change(caller, { ...body, client: clientOf(headers) })), PRIVATE),
    }),
    mailRoute('/v1/auth/password/forgot', 'Ask for a mail with which to choose a new password', async (email, address) =>
      askForMail({ purpose: 'password-reset', email, address }),
    ),
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/password/reset', permission: 'public' },
      summary: 'Choose a new password with the token from the mail; all sessions end',
      body: ResetPasswordBody,
      responses: { 204: null },
      deed: 'user.password_set',
      async handle({ body }) {
        await passwords.reset(body);
        return noContent();
      },
    }),
    mailRoute('/v1/auth/email/resend', 'Ask for another mail with which to verify the address (ID-21)', async (email, address) =>
      askForMail({ purpose: 'email-verification', email, address }),
    ),
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/email/verify', permission: 'public' },
      summary: 'Verify an address with the token from the mail (ID-21)',
      body: TokenBody,
      responses: { 204: null },
      deed: 'user.email_verified',
      async handle({ body }) {
        await verifyEmail(body.token);
        return noContent();
      },
    }),
  ];
}

/** How users come to another address; its mail proves it. */
export function emailRoutes({ changeEmail }: IdentityUseCases): Route[] {
  const path = '/v1/auth/email/change';
  return [
    defineRoute({
      ...{ method: 'POST', path, permission: 'own-account', summary: 'Ask for another address; a mail goes to the new one' },
      body: ChangeEmailBody,
      responses: { 202: null },
      deed: { untold: 'Sends a mail to the new address; that it is taken is told.' },
      async handle({ caller, body, headers }) {
        await changeEmail.ask(caller, { ...body, address: callerAddress(headers) });
        return accepted(undefined);
      },
    }),
    defineRoute({
      ...{
        method: 'POST',
        path: `${path}/confirm`,
        permission: 'public',
        summary: 'Take the new address with the token from the mail',
      },
      body: TokenBody,
      responses: { 204: null },
      deed: 'user.email_changed',
      async handle({ body }) {
        await changeEmail.confirm(body.token);
        return noContent();
      },
    }),
  ];
}

const ASKED = { untold: 'Asks for a mail; what it is then used for is told.' } as const;

/** Answers every address alike. */
function mailRoute(path: string, summary: string, ask: (email: string, address: string) => Promise<void>): Route {
  return defineRoute({
    ...{ method: 'POST', path, permission: 'public', summary },
    body: AskForMailBody,
    responses: { 202: null },
    deed: ASKED,
    async handle({ body, headers }) {
      await ask(body.email, callerAddress(headers));
      return accepted(undefined);
    },
  });
}
