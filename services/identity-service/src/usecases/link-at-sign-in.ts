import { SERVICE_NAME } from '../collections.ts';
import { changedUser } from '../domain/audit/user-action.ts';
import { toldOfLink } from '../domain/link-issue.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeFindContact, type FindContactDeps } from './find-contact.ts';

export type LinkAtSignInDeps = FindContactDeps & Pick<Deps, 'users' | 'logger'>;

/**
 * Links a user who belongs to no company yet to the contact with the same address (ID-43, ID-45). Where there is none, the
 * user stays unlinked and an issue says so (IS-11); the link clears it. Admins need none (ID-03), and without a PSA there are
 * no contacts to be missed.
 */
export function makeLinkAtSignIn(deps: LinkAtSignInDeps) {
  const findContact = makeFindContact(deps);

  return async (user: User): Promise<User> => {
    // An address that nobody proved says nothing of whose contact the user is.
    if (user.isAdmin || !user.emailVerified || user.state !== 'active' || (user.company && !user.linkTold?.isMissing))
      return user;
    const { tenantId, _id: userId, email } = user;
    const found = user.company ? undefined : await findContact.byAddress(tenantId, email);
    const [integration] = await deps.psaIntegrations
      .forTenant(tenantId)
      .find({ isRemoved: false }, { sort: { _id: 1 }, limit: 1 });
    const at = deps.clock.now();
    const linked = await deps.users.forTenant(tenantId).mutate(userId, (current) => {
      if (!current) return undefined;
      const next =
        found && !current.company
          ? changedUser(current, { ...current, kind: found.kind, company: found.company }, { verb: 'company_linked', at })
          : current;
      const isMissing = next.company === undefined;
      const isNews = isMissing || current.linkTold?.isMissing === true;
      if (!integration || !isNews) return next === current ? undefined : next;
      return toldOfLink(next, { integrationId: integration._id, isMissing, at, source: SERVICE_NAME });
    });
    if (found) deps.logger.info({ tenantId, userId, rule: found.company.explanation?.rule }, 'user_linked_to_contact');
    return linked ?? user;
  };
}
