import { forbidden } from '@psa-bridge/core';
import { byUser, identityAction } from '../../domain/audit/identity-action.ts';
import { verifiedUser } from '../../domain/audit/user-action.ts';
import { credentialId } from '../../domain/credential.ts';
import type { ProvenIdentity } from '../../domain/proven-identity.ts';
import { EMAIL_NOT_CONFIRMED, METHOD_DISABLED, mismatchOf, type Refusal } from '../../domain/sign-in-conditions.ts';
import { ssoIdentityId } from '../../domain/sso-identity.ts';
import { isSwitchedOn } from '../../domain/tenant.ts';
import type { User } from '../../domain/user.ts';
import { makeConditions, settingsOf } from '../check-conditions.ts';
import { makeAdmitNewcomer } from '../admit-newcomer.ts';
import type { FinishSsoDeps } from './finish-sso.ts';

const REASON = 'The provider knows the person; the tenant is known only once the user is found.';

/** What is known of the sign-in besides who the person is. */
export interface SsoContext {
  provider: string;
  /** What the user gave as address before setting out. */
  expectedEmail: string | undefined;
}

/**
 * The user that a person at a provider is: by the link of an earlier sign-in, else by a confirmed address. A confirmed address
 * that is the user's own is verified by that (ID-21).
 */
export function makeFindSsoUser(deps: FinishSsoDeps) {
  const conditions = makeConditions(deps);
  const admit = makeAdmitNewcomer(deps);

  return async (identity: ProvenIdentity, context: SsoContext): Promise<User> => {
    const linked = await linkedUser(identity);
    const user = linked ?? (await userByAddress(identity, context));
    await refuseWhereOff(user, context);
    if (!isOwnAddress(identity, user)) return conditions.refuse(user, context.provider, mismatch(identity, user, context));
    if (!linked) await link(identity, user, context);
    return withVerifiedEmail(identity, user);
  };

  async function linkedUser(identity: ProvenIdentity): Promise<User | undefined> {
    const found = await deps.ssoIdentities.acrossTenants(REASON).get(ssoIdentityId(identity));
    return found && deps.users.forTenant(found.tenantId).get(found.userId);
  }

  async function userByAddress({ email, isEmailConfirmed }: ProvenIdentity, context: SsoContext): Promise<User> {
    const { expectedEmail } = context;
    const isOther = expectedEmail !== undefined && email !== expectedEmail;
    // Whether the address is known here is not told; the admin of the one who has it sees what came instead.
    if (isOther) await noteMismatch(expectedEmail, email, context);
    if (isOther) throw refusal(mismatchOf({ label: labelOf(context), presented: email, stored: expectedEmail }));
    if (email === undefined || !isEmailConfirmed) throw refusal(EMAIL_NOT_CONFIRMED);
    return (await userWith(email)) ?? admit(email, context.provider);
  }

  async function noteMismatch(stored: string, presented: string | undefined, context: SsoContext): Promise<void> {
    const user = await userWith(stored);
    if (!user) return;
    await conditions.note(user, context.provider, mismatchOf({ label: labelOf(context), presented, stored }));
  }

  async function userWith(email: string): Promise<User | undefined> {
    const credential = await deps.credentials.acrossTenants(REASON).get(credentialId(email));
    const user = credential && (await deps.users.forTenant(credential.tenantId).get(credential.userId));
    return user?.email === email ? user : undefined;
  }

  /** Before anything is learned from it: what a tenant switched off must neither link nor verify (ID-26). */
  async function refuseWhereOff(user: User, { provider }: SsoContext): Promise<void> {
    const method = deps.methods.find(({ name }) => name === provider);
    if (method && isSwitchedOn(await settingsOf(deps, user.tenantId), method)) return;
    await conditions.refuse(user, provider, METHOD_DISABLED);
  }

  function mismatch({ email }: ProvenIdentity, user: User, context: SsoContext): Refusal {
    return mismatchOf({ label: labelOf(context), presented: email, stored: user.email });
  }

  function labelOf({ provider }: SsoContext): string {
    return deps.methods.find(({ name }) => name === provider)?.label ?? provider;
  }

  async function link(
    { issuer, subject }: ProvenIdentity,
    { tenantId, _id: userId }: User,
    { provider }: SsoContext,
  ): Promise<void> {
    const linkedAt = deps.clock.now();
    const _id = ssoIdentityId({ issuer, subject });
    const told = { kind: 'user.provider_linked', tenantId, id: userId, at: linkedAt, actor: byUser(userId), after: { provider } };
    await deps.ssoIdentities
      .forTenant(tenantId)
      .insert({ _id, tenantId, userId, provider, issuer, subject, linkedAt, outbox: [identityAction(told)] });
    deps.logger.info({ tenantId, userId, provider }, 'sso_identity_linked');
  }

  async function withVerifiedEmail({ email, isEmailConfirmed }: ProvenIdentity, user: User): Promise<User> {
    if (user.emailVerified || !isEmailConfirmed || email !== user.email) return user;
    const users = deps.users.forTenant(user.tenantId);
    return (await users.mutate(user._id, (current) => current && verifiedUser(current, deps.clock.now()))) ?? user;
  }
}

/** A provider that shows no address to a linked user is taken by its subject. */
function isOwnAddress({ email }: ProvenIdentity, user: User): boolean {
  return email === undefined || email === user.email;
}

function refusal({ code, message }: Refusal) {
  return forbidden(code, message, { expected: true });
}
