import { conflict } from '@psa-bridge/core';
import { byUser } from '../domain/audit/identity-action.ts';
import { changedUser } from '../domain/audit/user-action.ts';
import { credentialId, type Credential } from '../domain/credential.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { emailTaken } from './create-user.ts';

export type MoveAddressDeps = Pick<Deps, 'users' | 'credentials' | 'clock' | 'logger'>;

export interface Move {
  verified: boolean;
  /** The user's, not an admin's. */
  isOwnWish: boolean;
}

/**
 * Gives a user another address to sign in with. The new one is claimed first, with the password; then the user has it, and from
 * that moment the old one opens nothing; last the old one is given back. Repeated after a crash it goes on where it stopped.
 *
 * @throws AppError `email_taken`, `email_changed_meanwhile` (409)
 */
export function makeMoveAddress({ users, credentials, clock, logger }: MoveAddressDeps) {
  return async (user: User, email: string, { verified, isOwnWish }: Move): Promise<User> => {
    const { tenantId, _id: userId } = user;
    await claim(user, email);
    const from = user.email;
    const deed = { verb: 'email_changed', at: clock.now(), ...(isOwnWish && { actor: byUser(userId) }) };
    const moved = await users.forTenant(tenantId).mutate(userId, (current) => {
      if (current?.email !== from) return undefined;
      return changedUser(current, { ...current, email, emailVerified: verified }, deed);
    });
    if (moved?.email !== email) throw changedMeanwhile();
    await giveBackOthers(moved);
    logger.info({ tenantId, userId }, 'user_email_changed');
    return moved;
  };

  async function claim({ tenantId, _id: userId, email: from }: User, email: string): Promise<void> {
    const own = credentials.forTenant(tenantId);
    const present = await own.get(credentialId(from));
    const next = { ...passwordsOf(present), _id: credentialId(email), tenantId, userId, claimedAt: clock.now() };
    if (await own.insert(next)) return;
    if ((await own.get(next._id))?.userId !== userId) throw emailTaken();
  }

  /** A password that was set while the address moved goes along. */
  async function giveBackOthers({ tenantId, _id: userId, email }: User): Promise<void> {
    const own = credentials.forTenant(tenantId);
    const all = await own.find({ userId });
    const newest = all.reduce(
      (a, b) => ((b.passwordNumber ?? 0) > (a.passwordNumber ?? 0) ? b : a),
      all[0] ?? ({} as Credential),
    );
    const kept = credentialId(email);
    if (newest._id !== undefined && newest._id !== kept)
      await own.mutate(kept, (current) =>
        current && isOlder(current, newest) ? { ...current, ...passwordsOf(newest) } : undefined,
      );
    for (const { _id } of all) if (_id !== kept) await own.delete(_id);
  }
}

function isOlder(a: Credential, b: Credential): boolean {
  return (a.passwordNumber ?? 0) < (b.passwordNumber ?? 0);
}

function passwordsOf(credential: Credential | undefined): Partial<Credential> {
  const { passwordHash, formerHashes, passwordNumber } = credential ?? {};
  return {
    ...(passwordHash !== undefined && { passwordHash }),
    ...(formerHashes && { formerHashes }),
    ...(passwordNumber !== undefined && { passwordNumber }),
  };
}

function changedMeanwhile() {
  const message = 'The email address was changed by another request at the same moment. Look at the user again.';
  return conflict('email_changed_meanwhile', message, { expected: true });
}
