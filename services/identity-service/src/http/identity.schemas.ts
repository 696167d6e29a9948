import { emailAddress, PERMISSIONS } from '@psa-bridge/core';
import { pageSchema } from '@psa-bridge/http-server';
import { z } from 'zod';
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '../domain/password-rules.ts';
import { LINK_RULES } from '../domain/link-explanation.ts';
import { SESSION_MINUTES } from '../domain/tenant.ts';
import { LINK_ORIGINS, USER_KINDS, USER_STATES } from '../domain/user.ts';

const Time = z.iso.datetime();
const permissions = z.array(z.enum(PERMISSIONS));

/** Length is what makes a password hard to guess; rules about its characters make it hard to remember. */
const NewPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH)
  .max(MAX_PASSWORD_LENGTH)
  .describe(`At least ${MIN_PASSWORD_LENGTH} characters`);
const Email = z.string().trim().max(254).pipe(emailAddress());

export const SignInBody = z.strictObject({ email: z.string().min(1).max(254), password: z.string().min(1).max(1_000) });
export const RefreshBody = z.strictObject({ refreshToken: z.string().min(1).max(200) });

export const NewUserBody = z.strictObject({
  email: Email,
  emailVerified: z.boolean().default(true).describe('Whether the admin vouches for the address'),
  name: z.string().trim().min(1).max(200),
  password: NewPassword.optional().describe('Without one the user signs in by a provider, or asks for a password by mail'),
  isAdmin: z.boolean().default(false).describe('Admins pass every permission check'),
  permissions: permissions.max(PERMISSIONS.length).default([]),
});

export const ExplanationView = z.object({
  rule: z.enum(LINK_RULES).describe('Which rule decided'),
  because: z.string(),
  lost: z.array(z.object({ id: z.string(), name: z.string(), because: z.string() })).describe('Who came near, and why not'),
  wouldChange: z.string().describe('What would change it'),
  at: Time,
});

const CompanyLinkView = z.object({
  companyId: z.string(),
  contactId: z.string().optional(),
  verified: z.boolean(),
  how: z.enum(LINK_ORIGINS).describe('What made the link'),
  explanation: ExplanationView.optional(),
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

/** For admins: also why the user did not get in the last time. */
export const AdminUserView = z.object({
  ...UserView.shape,
  lastRefusedSignIn: z.object({ at: Time, provider: z.string(), code: z.string(), explanation: z.string() }).optional(),
});

export const UserList = pageSchema(AdminUserView);

export const MeView = z.object({
  ...UserView.shape,
  tenant: z.object({
    id: z.string(),
    name: z.string(),
    hasPsa: z.boolean().describe('Whether a PSA is connected: without one New Contact is disabled (ID-52)'),
  }),
});

export const TokensView = z.object({
  accessToken: z.string().describe('Send it as "Authorization: Bearer …"'),
  accessTokenExpiresAt: Time,
  refreshToken: z.string().describe('Good for one use'),
  refreshTokenExpiresAt: Time,
  user: UserView,
});

export const KeySetView = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) });

export const SessionIdParams = z.object({ id: z.string().regex(/^[\w-]{22}$/, 'must be the id of a session') });

export const SessionList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      method: z.string().describe('How you signed in'),
      address: z.string(),
      userAgent: z.string().optional(),
      startedAt: Time,
      lastUsedAt: Time,
      expiresAt: Time,
    }),
  ),
});

export const ChangePasswordBody = z.strictObject({
  currentPassword: z.string().min(1).max(MAX_PASSWORD_LENGTH),
  newPassword: NewPassword,
});
export const AskForMailBody = z.strictObject({ email: Email });
export const ResetPasswordBody = z.strictObject({ token: z.string().min(1).max(200), password: NewPassword });
export const ChangeEmailBody = z.strictObject({
  email: Email,
  currentPassword: z.string().max(MAX_PASSWORD_LENGTH).optional().describe('Needed where you have one'),
});
export const TokenBody = z.strictObject({ token: z.string().min(1).max(200) });

const SessionMinutes = z.literal([...SESSION_MINUTES]);
const CompanyAccessView = z.object({
  companyType: z.string().trim().min(1).max(100).describe('Key of the company type'),
  mode: z.enum(['allowList', 'denyList']).describe('Only these companies of the type may sign in, or all but these'),
  companyIds: z.array(z.uuid()).max(10_000),
});

/** Entered without `@` (ID-30). */
const MspDomain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/, 'must be a domain such as example.com, without @');

export const AuthenticationBody = z.strictObject({
  sessionMinutes: SessionMinutes.nullable().default(null).describe("null: the installation's"),
  providers: z.record(z.string().max(50), z.boolean()).default({}).describe('Switched on or off by name'),
  companyAccess: z
    .array(CompanyAccessView)
    .max(200)
    .refine((rules) => new Set(rules.map(({ companyType }) => companyType)).size === rules.length, 'names a company type twice')
    .default([]),
  mspDomains: z.array(MspDomain).max(200).default([]).describe('Who has an address of these comes by invitation alone (ID-30)'),
  ownCompanyId: z.uuid().nullable().default(null).describe('The company that is the MSP itself, where its PSA does not say so'),
});

export const AuthenticationSettingsView = z.object({
  sessionMinutes: z.number().int(),
  providers: z.array(z.object({ name: z.string(), label: z.string(), isOn: z.boolean() })),
  companyAccess: z.array(CompanyAccessView),
  mspDomains: z.array(z.string()),
  ownCompanyId: z.string().optional(),
});

export const ProviderParams = z.object({ provider: z.string().max(50) });
export const MethodsView = z.object({ items: z.array(z.object({ name: z.string(), label: z.string() })) });
export const BeginSsoBody = z.strictObject({
  email: Email.optional().describe('Shown to the provider, and compared with the address that comes back (ID-27)'),
});
export const BegunSsoView = z.object({
  authorizationUrl: z.string().describe('Where the browser goes'),
  attempt: z.string().describe('Kept by the browser, and shown with the answer'),
  expiresAt: Time,
});
export const FinishSsoBody = z.strictObject({
  answer: z.string().min(1).max(8_000).describe('The query of the address that the browser came back to'),
  attempt: z.string().min(1).max(200),
});
