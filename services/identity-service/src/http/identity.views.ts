import type { z } from 'zod';
import type { LinkExplanation } from '../domain/link-explanation.ts';
import type { CompanyLink, User } from '../domain/user.ts';
import type { Me } from '../usecases/get-me.ts';
import type { SessionTokens } from '../usecases/issue-tokens.ts';
import type { Session } from '../domain/session.ts';
import type { AuthenticationView } from '../usecases/authentication-settings.ts';
import type {
  AdminUserView,
  AuthenticationSettingsView,
  ExplanationView,
  MeView,
  SessionList,
  TokensView,
  UserView,
} from './identity.schemas.ts';

/** A user as people see it: never a credential. */
export function userView(user: User): z.input<typeof UserView> {
  const { kind, state, email, emailVerified, allowLogin, name, isAdmin, company, externalIds } = user;
  return {
    ...{ id: user._id, kind, state, email, emailVerified, allowLogin, name, isAdmin, externalIds },
    ...{ roleIds: [...user.roleIds], permissions: [...user.permissions], managerIds: [...user.managerIds] },
    ...(company && { company: companyView(company) }),
    providers: user.providers.map(({ provider, linkedAt, lastUsedAt }) => ({
      ...{ provider, linkedAt: linkedAt.toISOString() },
      ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
    })),
    createdAt: user.createdAt.toISOString(),
    ...(user.deletedAt && { deletedAt: user.deletedAt.toISOString() }),
    ...(user.lastSignInAt && { lastSignInAt: user.lastSignInAt.toISOString() }),
  };
}

function companyView({ explanation, ...link }: CompanyLink): NonNullable<z.input<typeof UserView>['company']> {
  return { ...link, ...(explanation && { explanation: explanationView(explanation) }) };
}

export function explanationView({ lost, at, ...said }: LinkExplanation): z.input<typeof ExplanationView> {
  return { ...said, lost: lost.map((one) => ({ ...one })), at: at.toISOString() };
}

export function meView({ user, tenant, hasPsa }: Me): z.input<typeof MeView> {
  return { ...userView(user), tenant: { id: tenant._id, name: tenant.name, hasPsa } };
}

export function tokensView(tokens: SessionTokens): z.input<typeof TokensView> {
  return {
    accessToken: tokens.accessToken,
    accessTokenExpiresAt: tokens.accessTokenExpiresAt.toISOString(),
    refreshToken: tokens.refreshToken,
    refreshTokenExpiresAt: tokens.refreshTokenExpiresAt.toISOString(),
    user: userView(tokens.user),
  };
}

export function adminUserView(user: User): z.input<typeof AdminUserView> {
  const { lastRefusedSignIn: refused } = user;
  return { ...userView(user), ...(refused && { lastRefusedSignIn: { ...refused, at: refused.at.toISOString() } }) };
}

export function sessionsView(sessions: readonly Session[]): z.input<typeof SessionList> {
  return {
    items: sessions.map(({ _id: id, method, client, startedAt, lastUsedAt, expiresAt }) => ({
      ...{ id, method, ...client },
      ...{ startedAt: startedAt.toISOString(), lastUsedAt: lastUsedAt.toISOString(), expiresAt: expiresAt.toISOString() },
    })),
  };
}

export function authenticationView({
  settings,
  sessionMinutes,
  methods,
}: AuthenticationView): z.input<typeof AuthenticationSettingsView> {
  return {
    sessionMinutes,
    providers: methods.map(({ name, label, isOn }) => ({ name, label, isOn })),
    mspDomains: [...settings.mspDomains],
    ...(settings.ownCompanyId !== undefined && { ownCompanyId: settings.ownCompanyId }),
    companyAccess: settings.companyAccess.map((rule) => ({ ...rule, companyIds: [...rule.companyIds] })),
  };
}
