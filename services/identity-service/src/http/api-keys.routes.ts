import { PERMISSIONS } from '@psa-bridge/core';
import { created, defineRoute, noContent, ok, type Route } from '@psa-bridge/http-server';
import { z } from 'zod';
import type { ApiKey } from '../domain/api-key.ts';
import type { ShownApiKey } from '../usecases/api-keys.ts';
import type { IdentityUseCases } from '../usecases/identity-use-cases.ts';
import { NOT_LET_IN } from './not-let-in.ts';
import { PRIVATE } from './private.ts';

const Time = z.iso.datetime();
const permissions = z.array(z.enum(PERMISSIONS));
const HOUR_MS = 60 * 60_000;

const View = z.object({
  id: z.string(),
  name: z.string(),
  userId: z.string().describe('Whose key it is: it works while this user could sign in'),
  permissions: permissions.describe('What it may do, as far as its user may'),
  createdAt: Time,
  expiresAt: Time.optional(),
  lastUsedAt: Time.optional().describe('Noted every five minutes at most'),
  oldSecretUntil: Time.optional().describe('Until when the secret before the last rotation works too'),
});
const Shown = View.extend({ key: z.string().describe('What goes into the header api-key. It is shown this once.') });

const Body = z.strictObject({
  name: z.string().trim().min(1).max(200),
  permissions: permissions.max(PERMISSIONS.length),
  expiresAt: Time.optional(),
});
const Rotation = z.strictObject({
  overlapHours: z
    .number()
    .min(0)
    .max(30 * 24)
    .default(24),
});
const Params = z.strictObject({ id: z.string().regex(/^[\w-]{22}$/, 'must be the id of an API key') });
const admin = { permission: 'admin' } as const;

/** The API keys of the tenant, for its admins, and what the gateway asks about one that it was shown. */
export function apiKeyRoutes({ apiKeys, exchangeApiKey }: IdentityUseCases): Route[] {
  return [
    defineRoute({
      ...{ ...admin, method: 'GET', path: '/v1/api-keys', summary: 'List the API keys of the tenant' },
      responses: { 200: z.object({ items: z.array(View) }) },
      handle: async ({ caller }) => ok({ items: (await apiKeys.list(caller)).map(viewOf) }),
    }),
    defineRoute({
      ...{ ...admin, method: 'POST', path: '/v1/api-keys', summary: 'Make an API key; its text is shown this once' },
      body: Body,
      responses: { 201: Shown },
      deed: 'api_key.created',
      handle: async ({ caller, body: { expiresAt, ...given } }) =>
        created(
          shownOf(await apiKeys.create(caller, { ...given, ...(expiresAt && { expiresAt: new Date(expiresAt) }) })),
          undefined,
          PRIVATE,
        ),
    }),
    defineRoute({
      ...{
        ...admin,
        method: 'POST',
        path: '/v1/api-keys/{id}/rotate',
        summary: 'Give an API key a new secret; the old one overlaps',
      },
      params: Params,
      body: Rotation,
      responses: { 200: Shown },
      deed: 'api_key.rotated',
      handle: async ({ caller, params, body }) =>
        ok(shownOf(await apiKeys.rotate(caller, params.id, body.overlapHours * HOUR_MS)), PRIVATE),
    }),
    defineRoute({
      ...{ ...admin, method: 'DELETE', path: '/v1/api-keys/{id}', summary: 'Revoke an API key' },
      params: Params,
      ifMatch: { needless: 'A key is given up as a whole, whatever was made of it.' },
      responses: { 204: null },
      deed: 'api_key.revoked',
      async handle({ caller, params }) {
        await apiKeys.revoke(caller, params.id);
        return noContent();
      },
    }),
    exchangeRoute(exchangeApiKey),
  ];
}

/** Not below any path that the gateway passes on; the key itself is what is checked. */
function exchangeRoute(exchange: IdentityUseCases['exchangeApiKey']): Route {
  return defineRoute({
    method: 'POST',
    path: '/internal/api-keys/exchange',
    summary: 'Exchange an API key for an access token of a few minutes',
    permission: 'public',
    body: z.strictObject({ key: z.string().max(200) }),
    refusals: NOT_LET_IN,
    responses: { 200: z.object({ tenantId: z.string(), token: z.string(), expiresAt: Time }) },
    deed: { untold: 'Asked by the gateway for each request of a partner; what the partner then does is told.' },
    async handle({ body }) {
      const { expiresAt, ...exchanged } = await exchange(body.key);
      return ok({ ...exchanged, expiresAt: expiresAt.toISOString() }, PRIVATE);
    },
  });
}

function viewOf({ _id: id, name, userId, permissions: granted, ...key }: ApiKey): z.input<typeof View> {
  const old = key.secrets.find(({ until }) => until !== undefined)?.until;
  return {
    ...{ id, name, userId, permissions: [...granted], createdAt: key.createdAt.toISOString() },
    ...(key.expiresAt && { expiresAt: key.expiresAt.toISOString() }),
    ...(key.lastUsedAt && { lastUsedAt: key.lastUsedAt.toISOString() }),
    ...(old && { oldSecretUntil: old.toISOString() }),
  };
}

function shownOf({ key, text }: ShownApiKey): z.input<typeof Shown> {
  return { ...viewOf(key), key: text };
}
