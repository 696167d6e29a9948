import type { Stored } from '@psa-bridge/persistence';
import type { AdminRemoval } from './admin-removal.ts';
import { PASSWORD } from './credential.ts';

/** The session lengths that the product knows, in minutes: 15 min, 30 min, 1 h, 2 h, 1 day, 1 week, 2 weeks (ID-28). */
export const SESSION_MINUTES = [15, 30, 60, 120, 1_440, 10_080, 20_160] as const;

/** Which companies of one type may sign in (ID-24): only those listed, or all but those listed. */
export interface CompanyAccess {
  /** Key of the company type. */
  companyType: string;
  mode: 'allowList' | 'denyList';
  companyIds: readonly string[];
}

/** What a tenant's admins decide about signing in. */
export interface AuthenticationSettings {
  /** Without it, the installation's. */
  sessionMinutes?: number;
  /** Switched on or off by name; where nothing was decided, the provider's own default holds (ID-26). */
  providers: Readonly<Record<string, boolean>>;
  /** Companies of types that are not mentioned may sign in. */
  companyAccess: readonly CompanyAccess[];
  /** Whoever has an address of these domains comes by invitation alone (ID-30). Without `@`, in lower case. */
  mspDomains: readonly string[];
  /** The record that stands for the MSP itself, where its PSA names none (ConnectWise). */
  ownCompanyId?: string;
}

export interface Tenant extends Stored {
  name: string;
  createdAt: Date;
  /** Settings from before a choice existed lack it. */
  authentication?: Partial<AuthenticationSettings>;
  /** Of admins whose access is being taken away at this moment. */
  adminRemovals?: readonly AdminRemoval[];
  /** Nothing of it is left but the digests of its audit. */
  erasedAt?: Date;
}

/** Where nobody has decided anything yet. */
const UNDECIDED: AuthenticationSettings = { providers: {}, companyAccess: [], mspDomains: [] };

export function decidedBy(tenant: Tenant | undefined): AuthenticationSettings {
  return { ...UNDECIDED, ...tenant?.authentication };
}

/** A way to sign in that this installation offers: the password, or a provider that the operator configured (ID-25). */
export interface SignInMethod {
  name: string;
  /** As people know it. */
  label: string;
  /** Whether a tenant has it until its admin decides. */
  isOnByDefault: boolean;
}

export const PASSWORD_METHOD: SignInMethod = { name: PASSWORD, label: 'Password', isOnByDefault: true };

export function isSwitchedOn(
  { providers }: Pick<AuthenticationSettings, 'providers'>,
  { name, isOnByDefault }: SignInMethod,
): boolean {
  return providers[name] ?? isOnByDefault;
}

/** ID-24, for a company of this type. */
export function isCompanyAllowed(
  { companyAccess }: AuthenticationSettings,
  company: { id: string; type: string | undefined },
): boolean {
  const rule = companyAccess.find(({ companyType }) => companyType === company.type);
  if (!rule) return true;
  return rule.companyIds.includes(company.id) === (rule.mode === 'allowList');
}
