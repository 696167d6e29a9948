import { PASSWORD } from '../domain/credential.ts';
import { isOpen, type Invitation } from '../domain/invitation.ts';
import { isSwitchedOn, type SignInMethod } from '../domain/tenant.ts';
import type { Deps } from '../ports.ts';
import { settingsOf } from './check-conditions.ts';
import { fieldProblem } from './field-problem.ts';
import { makeJoin, type JoinDeps } from './join.ts';
import { makeFindMailToken, tokenInvalid } from './read-mail-token.ts';

/** What the page that the link leads to shows. */
export interface FollowedInvitation {
  email: string;
  name: string;
  tenantName: string;
  /** The ways to sign in that may be set up. */
  methods: readonly SignInMethod[];
}

type AcceptDeps = JoinDeps & Pick<Deps, 'methods'>;

/** What an invited person does with the mailed link (ID-31). */
export function makeAcceptInvitation(deps: AcceptDeps) {
  const findToken = makeFindMailToken(deps);
  const join = makeJoin(deps);

  async function invitationOf(text: string): Promise<Invitation> {
    const { tenantId, userId, email } = await findToken(text, 'invitation');
    const [invitation] = await deps.invitations.forTenant(tenantId).find({ email, userId });
    if (!invitation || !isOpen(invitation, deps.clock.now())) throw tokenInvalid();
    return invitation;
  }

  async function methodsOf(tenantId: string): Promise<readonly SignInMethod[]> {
    const settings = await settingsOf(deps, tenantId);
    return deps.methods.filter((method) => isSwitchedOn(settings, method));
  }

  return {
    /** From here on the set-up is pending; it may be looked at again. @throws AppError `mail_token_invalid` (400) */
    async follow(text: string): Promise<FollowedInvitation> {
      const { tenantId, _id, email, name } = await invitationOf(text);
      const followedAt = deps.clock.now();
      const first = (current: Invitation | undefined) =>
        current && !current.followedAt ? { ...current, followedAt } : undefined;
      await deps.invitations.forTenant(tenantId).mutate(_id, first);
      const tenant = await deps.tenants.forTenant(tenantId).get(tenantId);
      return { email, name, tenantName: tenant?.name ?? '', methods: await methodsOf(tenantId) };
    },

    /** Sets a password; whoever comes by a provider just signs in there. @throws AppError `mail_token_invalid` (400), `email_taken` (409) */
    async accept({ token, password }: { token: string; password: string }): Promise<void> {
      const invitation = await invitationOf(token);
      const methods = await methodsOf(invitation.tenantId);
      if (!methods.some(({ name }) => name === PASSWORD))
        throw fieldProblem('body.password', 'is no way to sign in here; choose one of those that the invitation shows');
      await join(invitation, password);
    },
  };
}
