import { isCompanyAllowed, isSwitchedOn, type AuthenticationSettings, type SignInMethod } from './tenant.ts';
import type { User } from './user.ts';

/** Why somebody who proved to be the user does not get in. Message and code are the product's own where it has some. */
export interface Refusal {
  code: string;
  message: string;
  /** For the admin, where there is more to say than the user may be told. */
  explanation?: string;
}

/** What is known at the moment of signing in, besides the user. */
export interface SignInFacts {
  settings: AuthenticationSettings;
  /** The way that is used; undefined where it is not offered any more. */
  method: SignInMethod | undefined;
  /** Of the user's company; undefined where it has none. */
  companyType: string | undefined;
  /** Whether the contact that the user is was switched off (ID-32). */
  isContactDisabled: boolean;
}

export const USER_DELETED: Refusal = { code: 'USER_DELETED', message: 'User has been deleted' };
export const EMAIL_UNVERIFIED: Refusal = {
  code: 'EMAIL_UNVERIFIED',
  message: "Your email address hasn't been verified yet",
};
/** ID-22: a link that is there and that nobody has verified. */
export const COMPANY_UNVERIFIED: Refusal = {
  code: 'COMPANY_UNVERIFIED',
  message: 'Your company link has not been verified',
};
/** The code is ours: the product's is not known (ID-23). */
export const LOGIN_DISABLED: Refusal = { code: 'LOGIN_DISABLED', message: 'Your account has been disabled' };
/** The code is ours: the product's is not known (ID-24). */
export const COMPANY_NOT_ALLOWED: Refusal = {
  code: 'COMPANY_NOT_ALLOWED',
  message: 'Unfortunately, your company is not enabled for the portal yet',
};
export const METHOD_DISABLED: Refusal = {
  code: 'SIGN_IN_METHOD_DISABLED',
  message: 'This sign-in method is switched off. Use another one, or ask your admin.',
};

export const USER_UNKNOWN: Refusal = {
  code: 'USER_UNKNOWN',
  message: 'Nobody signs in here with the address that the provider shows. Ask your admin for an invitation.',
};
export const EMAIL_NOT_CONFIRMED: Refusal = {
  code: 'EMAIL_NOT_CONFIRMED',
  message: 'The provider does not vouch for your email address. Sign in another way, or ask your admin.',
};

/** ID-27: the admin is told both addresses, the user only that they differ. */
export function mismatchOf({
  label,
  presented,
  stored,
}: {
  label: string;
  presented: string | undefined;
  stored: string;
}): Refusal {
  return {
    code: 'EMAIL_MISMATCH',
    message: `${label} shows another email address than your account has. Ask your admin to compare them.`,
    explanation: `${label} shows ${presented ?? 'no address'}, the account here has ${stored}. Change the one or the other.`,
  };
}

/** The conditions of every sign-in and every refresh, in the product's order; the first that is not met is told. */
export function refusalOf(user: User, facts: SignInFacts): Refusal | undefined {
  const { settings, method } = facts;
  if (user.state === 'deleted') return USER_DELETED;
  if (!user.emailVerified) return EMAIL_UNVERIFIED;
  if (hasUnverifiedLink(user)) return COMPANY_UNVERIFIED;
  if (!user.allowLogin || facts.isContactDisabled) return LOGIN_DISABLED;
  if (!isCompanyOfUserAllowed(user, facts)) return COMPANY_NOT_ALLOWED;
  if (!method || !isSwitchedOn(settings, method)) return METHOD_DISABLED;
  return undefined;
}

/** Admins need no link (ID-03). */
function hasUnverifiedLink({ isAdmin, company }: User): boolean {
  return !isAdmin && company !== undefined && !company.verified;
}

/** The portal is the customers': the lists do not concern the MSP's own people. */
function isCompanyOfUserAllowed({ kind, company }: User, { settings, companyType: type }: SignInFacts): boolean {
  return kind === 'msp' || company === undefined || isCompanyAllowed(settings, { id: company.companyId, type });
}
