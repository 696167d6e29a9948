import { forbidden } from '@psa-bridge/core';
import { byUser, identityAction } from '../domain/audit/identity-action.ts';
import { refusalOf, type Refusal } from '../domain/sign-in-conditions.ts';
import { decidedBy, type AuthenticationSettings } from '../domain/tenant.ts';
import type { User } from '../domain/user.ts';
import type { Deps } from '../ports.ts';

export interface Judgement {
  /** Why the user does not get in; undefined where nothing is against it. */
  refusal: Refusal | undefined;
  /** How long a session of this tenant lives without a refresh (ID-28). */
  sessionMs: number;
}

export type ConditionDeps = Pick<Deps, 'users' | 'tenants' | 'companies' | 'methods' | 'sessionMinutes' | 'clock' | 'logger'>;

/** ID-20 to ID-24 and ID-26, looked at anew at every sign-in and every refresh. */
export function makeConditions(deps: ConditionDeps) {
  async function judge(user: User, methodName: string): Promise<Judgement> {
    const settings = await settingsOf(deps, user.tenantId);
    const method = deps.methods.find(({ name }) => name === methodName);
    const companyType = await companyTypeOf(user, settings);
    const isContactDisabled = await hasDisabledContact(user);
    const refusal = refusalOf(user, { settings, method, companyType, isContactDisabled });
    return { refusal, sessionMs: (settings.sessionMinutes ?? deps.sessionMinutes) * 60_000 };
  }

  async function companyTypeOf({ tenantId, company }: User, { companyAccess }: AuthenticationSettings) {
    if (!company || companyAccess.length === 0) return undefined;
    return deps.companies.typeOf(tenantId, company.companyId);
  }

  /** ID-32: a customer's people are kept out one by one by what their contact says. */
  async function hasDisabledContact({ tenantId, kind, company }: User): Promise<boolean> {
    if (kind !== 'customer' || company?.contactId === undefined) return false;
    return (await deps.companies.contact(tenantId, company.contactId))?.isActive === false;
  }

  /** Notes for the admin why this user was refused. */
  async function note(user: User, method: string, { code, message, explanation = message }: Refusal): Promise<void> {
    const { tenantId, _id: userId } = user;
    const lastRefusedSignIn = { at: deps.clock.now(), provider: method, code, explanation };
    const refused = { kind: 'user.sign_in_refused', tenantId, id: userId, at: lastRefusedSignIn.at, actor: byUser(userId) };
    const outbox = [identityAction({ ...refused, after: { method, code } })];
    await deps.users.forTenant(tenantId).mutate(userId, (current) => current && { ...current, lastRefusedSignIn, outbox });
    deps.logger.info({ tenantId, userId, method, code }, 'sign_in_refused');
  }

  /** Notes it, and says so to the user. */
  async function refuse(user: User, method: string, refusal: Refusal): Promise<never> {
    await note(user, method, refusal);
    throw forbidden(refusal.code, refusal.message, { expected: true });
  }

  return { judge, note, refuse };
}

export async function settingsOf({ tenants }: Pick<Deps, 'tenants'>, tenantId: string): Promise<AuthenticationSettings> {
  return decidedBy(await tenants.forTenant(tenantId).get(tenantId));
}
