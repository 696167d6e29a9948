import { PERMISSIONS } from '@psa-bridge/core';
import { z } from 'zod';
import { LINK_ORIGINS, USER_KINDS, USER_STATES } from '../domain/user.ts';

const Time = z.iso.datetime();
const permissions = z.array(z.enum(PERMISSIONS));

export const SignInBody = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) });
export const RefreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) });

export const NewUserBody = z.strictObject({
  email: z.string().trim().max(254).pipe(z.email()),
  emailVerified: z.boolean().default(true).describe('Whether the admin vouches for the address'),
  name: z.string().trim().min(1).max(200),
  password: z.string().min(12).max(1_000).describe('At least 12 characters'),
  isAdmin: z.boolean().default(false).describe('Admins pass every permission check'),
  permissions: permissions.max(PERMISSIONS.length).default([]),
});

export const UsersQuery = z.object({
  from: z.coerce.number().int().min(0).default(0),
  size: z.coerce.number().int().min(1).max(200).default(50),
});

const CompanyLinkView = z.object({
  companyId: z.string(),
  contactId: z.string().optional(),
  verified: z.boolean(),
  how: z.enum(LINK_ORIGINS).describe('What made the link'),
});

const ProviderView = z.object({ provider: z.string(), linkedAt: Time, lastUsedAt: Time.optional() });

export const UserView = z.object({
  id: z.string(),
  kind: z.enum(USER_KINDS),
  state: z.enum(USER_STATES),
  email: z.string(),
  emailVerified: z.boolean(),
  allowLogin: z.boolean(),
  name: z.string(),
  isAdmin: z.boolean(),
  roleIds: z.array(z.string()),
  permissions: permissions.describe("The user's own, besides those of the roles"),
  company: CompanyLinkView.optional(),
  providers: z.array(ProviderView),
  externalIds: z.record(z.string(), z.string()).describe('The id in each PSA, by integration'),
  managerIds: z.array(z.string()),
  createdAt: Time,
  deletedAt: Time.optional(),
  lastSignInAt: Time.optional(),
});

export const UserList = z.object({
  items: z.array(UserView),
  total: z.number().int(),
  from: z.number().int(),
  size: z.number().int(),
});

export const MeView = z.object({ ...UserView.shape, tenant: z.object({ id: z.string(), name: z.string() }) });

export const TokensView = z.object({
  accessToken: z.string().describe('Send it as "Authorization: Bearer …"'),
  accessTokenExpiresAt: Time,
  refreshToken: z.string().describe('Good for one use'),
  refreshTokenExpiresAt: Time,
  user: UserView,
});

export const KeySetView = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });
