import type { z } from 'zod';
import type { Tenant, User } from '../domain/user.ts';
import type { SessionTokens } from '../usecases/start-session.ts';
import type { MeView, TokensView, UserView } from './identity.schemas.ts';

/** A user as people see it: never a credential. */
export function userView(user: User): z.input<typeof UserView> {
  const { _id: id, email, name, isAdmin, permissions, createdAt, lastSignInAt } = user;
  return {
    ...{ id, email, name, isAdmin, permissions: [...permissions], createdAt: createdAt.toISOString() },
    ...(lastSignInAt ? { lastSignInAt: lastSignInAt.toISOString() } : {}),
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
