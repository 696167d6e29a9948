import { byUser, identityAction } from '../domain/audit/identity-action.ts';
import { newOpaqueToken, secretHash } from '../domain/opaque-token.ts';
import type { Client } from '../domain/session.ts';
import { withUsedProvider, type User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeConditions, type ConditionDeps } from './check-conditions.ts';
import { makeLinkAtSignIn, type LinkAtSignInDeps } from './link-at-sign-in.ts';
import { makeIssueTokens, type SessionTokens } from './issue-tokens.ts';

export interface ProvenUser {
  user: User;
  /** How the identity was proved. */
  method: string;
  client: Client;
}

export type StartSessionDeps = ConditionDeps & LinkAtSignInDeps & Pick<Deps, 'roles' | 'sessions' | 'signer'>;

/**
 * Opens a session for a user whose identity has been proved, if the conditions let the user in.
 *
 * @throws AppError of kind `forbidden` with the code and the message of the condition that is not met (ID-20 to ID-26).
 */
export function makeStartSession(deps: StartSessionDeps) {
  const conditions = makeConditions(deps);
  const linkAtSignIn = makeLinkAtSignIn(deps);
  const issueTokens = makeIssueTokens(deps);

  return async ({ user: proven, method, client }: ProvenUser): Promise<SessionTokens> => {
    const user = await linkAtSignIn(proven);
    const { refusal, sessionMs } = await conditions.judge(user, method);
    if (refusal) return conditions.refuse(user, method, refusal);
    const startedAt = deps.clock.now();
    const signedIn = await rememberSignIn(user, method, startedAt);
    const expiresAt = new Date(startedAt.getTime() + sessionMs);
    const refresh = newOpaqueToken();
    const { tenantId, _id: userId } = user;
    await deps.sessions.forTenant(tenantId).insert({
      ...{ _id: refresh.id, tenantId, userId, method, client, secretHash: secretHash(refresh.secret) },
      ...{ startedAt, lastUsedAt: startedAt, expiresAt },
      outbox: [
        identityAction({
          kind: 'session.started',
          tenantId,
          id: refresh.id,
          at: startedAt,
          actor: byUser(userId),
          after: { method },
        }),
      ],
    });
    deps.logger.info({ tenantId, userId, method }, 'signed_in');
    return issueTokens(signedIn, refresh, expiresAt);
  };

  async function rememberSignIn(user: User, method: string, at: Date): Promise<User> {
    const users = deps.users.forTenant(user.tenantId);
    const signedIn = await users.mutate(
      user._id,
      (current) => current && { ...withUsedProvider(current, method, at), lastSignInAt: at },
    );
    return signedIn ?? user;
  }
}
