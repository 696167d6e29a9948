import { formatOpaqueToken, type OpaqueToken } from '../domain/opaque-token.ts';
import { permissionsOf } from '../domain/role.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

/** What a client gets to act as the user. */
export interface SessionTokens {
  accessToken: string;
  accessTokenExpiresAt: Date;
  refreshToken: string;
  refreshTokenExpiresAt: Date;
  user: User;
}

/** Signs an access token with the permissions that the user has now, to go with a refresh token. */
export function makeIssueTokens({ roles, signer }: Pick<Deps, 'roles' | 'signer'>) {
  return async (user: User, refresh: OpaqueToken, refreshTokenExpiresAt: Date): Promise<SessionTokens> => {
    const own = user.roleIds.length === 0 ? [] : await roles.forTenant(user.tenantId).getMany(user.roleIds);
    const { token: accessToken, expiresAt: accessTokenExpiresAt } = await signer.sign(user, permissionsOf(user, own));
    return { accessToken, accessTokenExpiresAt, refreshToken: formatOpaqueToken(refresh), refreshTokenExpiresAt, user };
  };
}
