import type { Caller } from '@psa-bridge/core';
import { PASSWORD } from '../domain/credential.ts';
import type { Client } from '../domain/session.ts';
import { verifiedUser } from '../domain/audit/user-action.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import type { SessionTokens } from './issue-tokens.ts';
import { makeLimitAttempts } from './limit-attempts.ts';
import { makeOwnSessions } from './own-sessions.ts';
import { currentPasswordWrong, makeProvePassword } from './prove-password.ts';
import { makeQueueMail, type QueueMailDeps } from './queue-mail.ts';
import { makeReadMailToken } from './read-mail-token.ts';
import { makeSetPassword } from './set-password.ts';
import { makeStartSession, type StartSessionDeps } from './start-session.ts';

export interface ChangePasswordInput {
  currentPassword: string;
  newPassword: string;
  client: Client;
}

type PasswordDeps = StartSessionDeps & QueueMailDeps & Pick<Deps, 'credentials' | 'hasher' | 'attempts' | 'mailTokens'>;

/** How users come to another password. Each way ends all sessions, and tells the user by mail. */
export function makePasswords(deps: PasswordDeps) {
  const setPassword = makeSetPassword(deps);
  const readToken = makeReadMailToken(deps);
  const startSession = makeStartSession(deps);
  const sessions = makeOwnSessions(deps);
  const attempts = makeLimitAttempts(deps);
  const prove = makeProvePassword(deps);
  const queueMail = makeQueueMail(deps);

  const endSessions = ({ tenantId, _id: subject }: User): Promise<void> => sessions.endAll({ tenantId, subject }, 'password-set');
  /** They end before, so that a process that dies leaves none behind, and afterwards those that began in between. */
  const ending = (user: User, field: string) => ({ field, beforeWriting: () => endSessions(user) });

  async function afterwards(user: User): Promise<void> {
    await endSessions(user);
    await queueMail('password-changed', user.email);
  }

  return {
    /**
     * Answers a new session, because all others are over.
     * @throws AppError `current_password_wrong`, `password_reused` (400); `too_many_attempts` (429)
     */
    async change(caller: Caller, input: ChangePasswordInput): Promise<SessionTokens> {
      const { user, credential } = await prove(caller, { ...input, address: input.client.address });
      if (credential?.passwordHash === undefined) throw currentPasswordWrong();
      await setPassword(credential, input.newPassword, ending(user, 'body.newPassword'));
      await afterwards(user);
      return startSession({ user, method: PASSWORD, client: input.client });
    },

    /**
     * Following the link proves that the address is the user's, so it is verified too (ID-21).
     * @throws AppError `mail_token_invalid`, `password_reused` (400)
     */
    async reset({ token: text, password }: { token: string; password: string }): Promise<void> {
      const { token, user, credential } = await readToken(text, 'password-reset');
      await setPassword(credential, password, ending(user, 'body.password'));
      await deps.users.forTenant(user.tenantId).mutate(user._id, (current) => current && verifiedUser(current, deps.clock.now()));
      await deps.mailTokens.forTenant(token.tenantId).deleteMany({ userId: user._id, purpose: token.purpose });
      await attempts.forgiveAccount(user.email);
      await afterwards(user);
      deps.logger.info({ tenantId: user.tenantId, userId: user._id }, 'password_reset');
    },
  };
}
