import { emailAddress } from '@psa-bridge/core';
import {
  accepted,
  created,
  defineRoute,
  etagOf,
  noContent,
  ok,
  page,
  pageSchema,
  pagingQuery,
  type Route,
} from '@psa-bridge/http-server';
import { z } from 'zod';
import { ACCESS_STATES, invitationRevision } from '../domain/invitation.ts';
import { USER_KINDS } from '../domain/user.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import type { Invited } from '../usecases/invitations.ts';
import { callerAddress } from './client.ts';
import { AskForMailBody, ResetPasswordBody, TokenBody } from './identity.schemas.ts';
import { PRIVATE } from './private.ts';
import { targetOf } from './target.ts';

const Time = z.iso.datetime();

const View = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  kind: z.enum(USER_KINDS),
  state: z.enum(ACCESS_STATES).describe('Where the person stands (ID-31)'),
  contactId: z.string().optional(),
  roleIds: z.array(z.string()),
  userId: z.string().optional().describe('The user, once the person has accepted'),
  invitedBy: z.string().optional().describe('The admin; absent where the person asked'),
  sentAt: Time,
  expiresAt: Time,
});

const Body = z.strictObject({
  contactId: z.uuid(),
  email: z.string().trim().max(254).pipe(emailAddress()).optional().describe("Instead of the contact's own"),
  roleIds: z.array(z.uuid()).max(50).default([]),
});
const Query = z.object({
  ...pagingQuery({ usual: 50 }),
  contactId: z.uuid().optional(),
});
const Params = z.object({ id: z.string().regex(/^[\w-]{43}$/, 'must be the id of an invitation') });
const ONE = { permission: 'admin', params: Params, responses: { 200: View } } as const;
const EDIT = { ...ONE, ifMatch: 'optional' } as const;
const path = '/v1/invitations';

/** Invitations, for the tenant's admins (ID-31). */
export function invitationRoutes({ invitations }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ method: 'GET', path, permission: 'admin', summary: 'List the invitations, the latest first' },
      query: Query,
      responses: { 200: pageSchema(View) },
      handle: async ({ caller, query }) => page(await invitations.list(caller, query), query, viewOf),
    }),
    defineRoute({
      ...{ method: 'POST', path, permission: 'admin', summary: 'Invite a contact: a mail with a link goes out (ID-31)' },
      body: Body,
      responses: { 201: View },
      deed: 'invitation.sent',
      handle: async ({ caller, body }) => {
        const invited = await invitations.invite(caller, body);
        return created(viewOf(invited), `${path}/${invited.invitation._id}`, tagOf(invited));
      },
    }),
    defineRoute({
      ...{ method: 'GET', path: `${path}/{id}`, summary: 'One invitation', ...ONE },
      async handle({ caller, params }) {
        const invited = await invitations.get(caller, params.id);
        return ok(viewOf(invited), tagOf(invited));
      },
    }),
    defineRoute({
      ...{ method: 'POST', path: `${path}/{id}/resend`, summary: 'Send it again; the links before are worthless', ...EDIT },
      deed: 'invitation.sent',
      async handle(request) {
        const invited = await invitations.resend(request.caller, targetOf(request));
        return ok(viewOf(invited), tagOf(invited));
      },
    }),
    defineRoute({
      ...{ method: 'DELETE', path: `${path}/{id}`, summary: 'Revoke an invitation: its links are worthless', ...EDIT },
      deed: 'invitation.revoked',
      async handle(request) {
        const invited = await invitations.revoke(request.caller, targetOf(request));
        return ok(viewOf(invited), tagOf(invited));
      },
    }),
  ];
}

/** How people come in who are no users yet: by a mailed link, at an admin's word or at their own wish (ID-30 to ID-32). */
export function joiningRoutes({ acceptInvitation, askForMail }: IdentityUseCases): Route[] {
  const permission = 'public';
  return [
    defineRoute({
      ...{ method: 'POST', path: '/v1/auth/register', permission, summary: 'Ask to be let in; a mail follows where that may be' },
      body: AskForMailBody,
      responses: { 202: null },
      deed: 'invitation.sent',
      async handle({ body, headers }) {
        await askForMail({ purpose: 'registration', email: body.email, address: callerAddress(headers) });
        return accepted(undefined);
      },
    }),
    defineRoute({
      ...{
        method: 'POST',
        path: '/v1/auth/invitation/follow',
        permission,
        summary: 'What the mailed link is for; set-up is pending',
      },
      body: TokenBody,
      responses: { 200: FollowedView },
      deed: { untold: 'Opens a page; what is decided there is told.' },
      async handle({ body }) {
        const { methods, ...followed } = await acceptInvitation.follow(body.token);
        return ok({ ...followed, methods: methods.map(({ name, label }) => ({ name, label })) }, PRIVATE);
      },
    }),
    defineRoute({
      ...{
        method: 'POST',
        path: '/v1/auth/invitation/accept',
        permission,
        summary: 'Set a password with the mailed token; the user is made',
      },
      body: ResetPasswordBody,
      responses: { 204: null },
      deed: 'user.created',
      async handle({ body }) {
        await acceptInvitation.accept(body);
        return noContent();
      },
    }),
  ];
}

const FollowedView = z.object({
  email: z.string(),
  name: z.string(),
  tenantName: z.string(),
  methods: z.array(z.object({ name: z.string(), label: z.string() })).describe('The ways to sign in that may be set up'),
});

function tagOf({ invitation }: Invited) {
  return { etag: etagOf(invitationRevision(invitation)) };
}

function viewOf({ invitation, state }: Invited): z.input<typeof View> {
  const { _id: id, email, name, kind, contactId, roleIds, userId, invitedBy, acceptedAt } = invitation;
  return {
    ...{ id, email, name, kind, state, roleIds: [...roleIds] },
    ...(contactId !== undefined && { contactId }),
    ...(acceptedAt && { userId }),
    ...(invitedBy !== undefined && { invitedBy }),
    ...{ sentAt: invitation.sentAt.toISOString(), expiresAt: invitation.expiresAt.toISOString() },
  };
}
