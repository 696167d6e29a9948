import type { Permission } from '@psa-bridge/core';
import type { Stored } from '@psa-bridge/persistence';
import type { LinkExplanation } from './link-explanation.ts';

/** The MSP's own people, who come from invitations and the PSA; and contacts of the companies that it serves (ID-01). */
export const USER_KINDS = ['msp', 'customer'] as const;
export type UserKind = (typeof USER_KINDS)[number];

/** A deleted user is kept, so that an admin can restore it (ID-20). */
export const USER_STATES = ['active', 'deleted'] as const;
export type UserState = (typeof USER_STATES)[number];

/** What made a company link, so that it can explain itself. */
export const LINK_ORIGINS = ['psa-sync', 'sign-in', 'invitation', 'admin'] as const;
export type LinkOrigin = (typeof LINK_ORIGINS)[number];

/** The company that a user belongs to, and which of its contacts the user is (ID-03, ID-45). */
export interface CompanyLink {
  companyId: string;
  contactId?: string;
  /** By the PSA's sync for the MSP's own people, by an admin for customers (ID-04). */
  verified: boolean;
  how: LinkOrigin;
  /** Where a rule decided: which, and what came near. */
  explanation?: LinkExplanation;
}

/** A way in that this user has used or set up: `password`, or the name of a configured provider (ID-25). */
export interface LinkedProvider {
  provider: string;
  linkedAt: Date;
  lastUsedAt?: Date;
}

/** The last time that somebody who proved to be this user was refused all the same: an admin sees why (ID-27). */
export interface RefusedSignIn {
  at: Date;
  provider: string;
  code: string;
  /** For the admin: may name both addresses of a mismatch. */
  explanation: string;
}

export interface User extends Stored {
  kind: UserKind;
  state: UserState;
  deletedAt?: Date;
  /** Normalised; the address people sign in with. */
  email: string;
  emailVerified: boolean;
  /** Cleared by an admin to keep the user out (ID-23). */
  allowLogin: boolean;
  name: string;
  /** Admins pass every permission check (ID-06). */
  isAdmin: boolean;
  /** Roles of the tenant; their permissions add up (ID-11). */
  roleIds: readonly string[];
  /** Given to this user besides those of the roles. */
  permissions: readonly Permission[];
  company?: CompanyLink;
  providers: readonly LinkedProvider[];
  /** The person's id in each PSA, by integration (ID-46). */
  externalIds: Readonly<Record<string, string>>;
  /** Users of the same tenant. */
  managerIds: readonly string[];
  /** Who took this one's place, being the same person. */
  mergedInto?: string;
  /** Orders what was told of the company link, and says whether the last of it was that there is none (IS-11). */
  linkTold?: { sequence: number; isMissing: boolean };
  createdAt: Date;
  lastSignInAt?: Date;
  lastRefusedSignIn?: RefusedSignIn;
}

/** What a user is until somebody decides otherwise. */
export const NEW_USER = {
  kind: 'msp',
  state: 'active',
  allowLogin: true,
  roleIds: [],
  permissions: [],
  providers: [],
  externalIds: {},
  managerIds: [],
} as const satisfies Partial<User>;

/** Everybody but admins works for a company, by a link that was verified (ID-03). */
export function isUnlinked({ isAdmin, company }: User): boolean {
  return !isAdmin && company?.verified !== true;
}

/** E-mail addresses are compared without case and surrounding space (ID-40). */
export function normalisedEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** What stands behind the `@`. */
export function domainOf(email: string): string {
  return normalisedEmail(email).split('@').at(-1) ?? '';
}

/** The user with a provider as just used. */
export function withUsedProvider(user: User, provider: string, at: Date): User {
  const known = user.providers.find((linked) => linked.provider === provider);
  const others = user.providers.filter((linked) => linked.provider !== provider);
  return { ...user, providers: [...others, { provider, linkedAt: known?.linkedAt ?? at, lastUsedAt: at }] };
}

/** Whether a user is let in, as far as admins have a say. */
export function isLetIn({ state, allowLogin }: Pick<User, 'state' | 'allowLogin'>): boolean {
  return state === 'active' && allowLogin;
}
