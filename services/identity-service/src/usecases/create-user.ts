import { conflict, newId, type Permission } from '@psa-bridge/core';
import type { Draft } from '@psa-bridge/persistence';
import type { Actor } from '@psa-bridge/audit';
import { byUser, identityAction } from '../domain/audit/identity-action.ts';
import { toldOfUser } from '../domain/audit/user-action.ts';
import { credentialId, PASSWORD, type Credential } from '../domain/credential.ts';
import { NEW_USER, normalisedEmail, type User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';
import { makeQueueMail, type QueueMailDeps } from './queue-mail.ts';

export interface NewUser {
  tenantId: string;
  email: string;
  /** Whether somebody vouches that the address is the user's. */
  emailVerified: boolean;
  name: string;
  /** Without one, the user signs in by a provider, or asks for a password by mail. */
  password?: string | undefined;
  isAdmin: boolean;
  permissions: readonly Permission[];
  /** What is known of the person besides. */
  profile?: Partial<Pick<User, 'kind' | 'roleIds' | 'company' | 'externalIds'>>;
  /** Where no verified caller asked for it: an integration, an operator, or the new user. */
  by?: Actor | 'self';
  /** Given where the id was chosen before, so that a repeated creation makes no second user. */
  id?: string;
}

export type CreateUserDeps = QueueMailDeps & Pick<Deps, 'users' | 'credentials' | 'hasher' | 'logger'>;

const CLAIM_MS = 60_000;

/**
 * Creates a user, who gets a mail to verify the address where nobody vouches for it and there is a password to sign in with:
 * other ways in verify by themselves. The address is claimed first; a claim whose user was never written (the process was
 * killed between) is taken over.
 *
 * @throws AppError `email_taken` (409) when the address signs somebody in already.
 */
export function makeCreateUser(deps: CreateUserDeps) {
  const queueMail = makeQueueMail(deps);

  return async (input: NewUser): Promise<User> => {
    const email = normalisedEmail(input.email);
    const userId = await claimAddress(email, input);
    const { tenantId, name, password, emailVerified, isAdmin, permissions, profile, by } = input;
    const createdAt = deps.clock.now();
    const providers = password === undefined ? [] : [{ provider: PASSWORD, linkedAt: createdAt }];
    const given = { tenantId, email, emailVerified, name: name.trim(), isAdmin, permissions, providers };
    const user: Draft<User> = { ...NEW_USER, ...given, ...profile, _id: userId, createdAt };
    const told = { kind: 'user.created', tenantId, id: userId, at: createdAt };
    const outbox = [identityAction({ ...told, actor: by === 'self' ? byUser(userId) : by, after: toldOfUser(user) })];
    if (!(await deps.users.forTenant(tenantId).insert({ ...user, outbox }))) throw emailTaken();
    if (!emailVerified && password !== undefined) await queueMail('email-verification', email);
    deps.logger.info({ tenantId, userId, isAdmin }, 'user_created');
    return { ...user, version: 1 };
  };

  /** The id of the user that this address now belongs to. */
  async function claimAddress(email: string, { tenantId, password, id = newId() }: NewUser): Promise<string> {
    const claimedAt = deps.clock.now();
    const credential = {
      ...{ _id: credentialId(email), tenantId, userId: id, claimedAt },
      ...(password === undefined ? {} : { passwordHash: await deps.hasher.hash(password) }),
    };
    const own = deps.credentials.forTenant(tenantId);
    if (await own.insert(credential)) return id;
    const claim = await own.get(credential._id);
    const holder = claim && (await deps.users.forTenant(tenantId).get(claim.userId));
    if (!claim || holder?.email === email || !isAbandoned(claim, id, claimedAt)) throw emailTaken();
    // Of a creation that was killed, or of somebody who has another address by now.
    const userId = holder ? id : claim.userId;
    if (!(await own.replace(claim, { ...credential, userId }))) throw emailTaken();
    return userId;
  }
}

/** Left behind by something that was killed: this very creation, or what cannot be running any more. */
function isAbandoned(claim: Credential, userId: string, now: Date): boolean {
  return claim.userId === userId || now.getTime() - claim.claimedAt.getTime() > CLAIM_MS;
}

export function emailTaken() {
  return conflict('email_taken', 'Somebody signs in with this e-mail address already.', { expected: true });
}
