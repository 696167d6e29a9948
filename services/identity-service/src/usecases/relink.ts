import { makeLinkAtSignIn, type LinkAtSignInDeps } from './link-at-sign-in.ts';

/** Looks once more for the contact that a user is, as a sign-in does; false where there is no such user. */
export function makeRelink(deps: LinkAtSignInDeps) {
  const link = makeLinkAtSignIn(deps);

  return async (tenantId: string, userId: string): Promise<boolean> => {
    const user = await deps.users.forTenant(tenantId).get(userId);
    if (!user) return false;
    await link(user);
    return true;
  };
}
