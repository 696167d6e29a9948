import type { z } from 'zod';
import type { Tenant } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import type { SessionTokens } from '../usecases/issue-tokens.ts';
import type { MeView, TokensView, UserView } from './identity.schemas.ts';

/** A user as people see it: never a credential. */
export function userView(user: User): z.input<typeof UserView> {
  const { kind, state, email, emailVerified, allowLogin, name, isAdmin, company, externalIds } = user;
  return {
    ...{ id: user._id, kind, state, email, emailVerified, allowLogin, name, isAdmin, externalIds },
    ...{ roleIds: [...user.roleIds], permissions: [...user.permissions], managerIds: [...user.managerIds] },
    ...(company && { company }),
    providers: user.providers.map(({ provider, linkedAt, lastUsedAt }) => ({
      ...{ provider, linkedAt: linkedAt.toISOString() },
      ...(lastUsedAt && { lastUsedAt: lastUsedAt.toISOString() }),
    })),
    createdAt: user.createdAt.toISOString(),
    ...(user.deletedAt && { deletedAt: user.deletedAt.toISOString() }),
    ...(user.lastSignInAt && { lastSignInAt: user.lastSignInAt.toISOString() }),
  };
}

export function meView({ user, tenant }: { user: User; tenant: Tenant }): z.input<typeof MeView> {
  return { ...userView(user), tenant: { id: tenant._id, name: tenant.name } };
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
