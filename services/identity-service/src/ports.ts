import type { Clock, Permission } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { KeptMail, Mailer } from '@psa-bridge/mail';
import type { Collection, DocumentStore, Stored } from '@psa-bridge/persistence';
import type { ApiKey } from './domain/api-key.ts';
import type { AuditEntry, AuditHead, AuditPayload } from './domain/audit/entry.ts';
import type { Attempts } from './domain/attempts.ts';
import type { Credential } from './domain/credential.ts';
import type { Invitation } from './domain/invitation.ts';
import type { Keyring, SigningKey } from './domain/keyring.ts';
import type { MailJob } from './domain/mail-job.ts';
import type { MailToken } from './domain/mail-token.ts';
import type { PsaPerson } from './domain/psa-person.ts';
import type { PsaIntegration } from './domain/psa-integration.ts';
import type { ProvenIdentity } from './domain/proven-identity.ts';
import type { Role } from './domain/role.ts';
import type { Session } from './domain/session.ts';
import type { SsoAttempt } from './domain/sso-attempt.ts';
import type { SsoIdentity } from './domain/sso-identity.ts';
import type { SignInMethod, Tenant } from './domain/tenant.ts';
import type { UserMerge } from './domain/user-merge.ts';
import type { User } from './domain/user.ts';

/** Hashes passwords slowly on purpose. */
export interface PasswordHasher {
  /** The hash with everything needed to verify it later. */
  hash(password: string): Promise<string>;
  /** Does the same work without a hash, so that an unknown user cannot be told by the time. `isOutdated`: right, but hashed with other parameters than today's. */
  verify(password: string, hash: string | undefined): Promise<{ isRight: boolean; isOutdated: boolean }>;
}

/** Makes the access tokens that all services verify. */
export interface TokenSigner {
  /** `isLinkMissing` where that is not the user's own matter (ID-03). */
  sign(user: User, permissions: readonly Permission[], isLinkMissing?: boolean): Promise<{ token: string; expiresAt: Date }>;
}

/** Makes a new key pair with its private half encrypted. */
export interface KeyFactory {
  create(): Promise<Omit<SigningKey, 'signsFrom'>>;
}

export interface SsoRequest {
  state: string;
  nonce: string;
  /** The PKCE challenge, S256. */
  challenge: string;
  expectedEmail?: string;
}

export interface SsoAnswer {
  parameters: ReadonlyMap<string, string>;
  state: string;
  nonce: string;
  /** The PKCE verifier. */
  verifier: string;
}

/** The OpenID providers that the operator configured. */
export interface SsoProviders {
  /** Where the browser goes. @throws AppError `provider_unknown`, `sso_provider_unavailable` */
  authorizationUrl(provider: string, request: SsoRequest): Promise<string>;
  /**
   * Who came back, once state, nonce, issuer, audience, times and signature were checked.
   * @throws AppError `sso_denied`, `sso_answer_invalid`, `sso_provider_unavailable`
   */
  identityOf(provider: string, answer: SsoAnswer): Promise<ProvenIdentity>;
}

/** A contact of a company: a person, but no user yet (ID-02). */
export interface CompanyContact {
  id: string;
  companyId: string;
  email: string;
  firstName: string;
  lastName: string;
  isActive: boolean;
}

/** What is to be known of a company besides its type. */
export interface CompanyFacts {
  id: string;
  name: string;
  website?: string;
  parentId?: string;
}

/** What is asked about the companies that users belong to. */
export interface Companies {
  /** The company's type now; undefined where it has none, or is not there. */
  typeOf(tenantId: string, companyId: string): Promise<string | undefined>;
  has(tenantId: string, companyId: string): Promise<boolean>;
  contact(tenantId: string, contactId: string): Promise<CompanyContact | undefined>;
  /** Contacts with exactly this address, without case, the oldest first. */
  contactsWith(tenantId: string, email: string): Promise<readonly CompanyContact[]>;
  /** Whether any contact's address is of this domain. */
  hasContactAt(tenantId: string, domain: string): Promise<boolean>;
  /** Those that are here. */
  many(tenantId: string, companyIds: readonly string[]): Promise<readonly CompanyFacts[]>;
  /** The company that stands for one of a PSA. */
  idOf(tenantId: string, external: { integrationId: string; externalId: string }): Promise<string | undefined>;
}

/** What the very first start set up, so that the next start finds it done. */
export interface Bootstrap extends Stored {
  firstTenantId: string;
  adminId: string;
}

export interface Collections {
  tenants: Collection<Tenant>;
  users: Collection<User>;
  roles: Collection<Role>;
  credentials: Collection<Credential>;
  sessions: Collection<Session>;
  attempts: Collection<Attempts>;
  ssoAttempts: Collection<SsoAttempt>;
  ssoIdentities: Collection<SsoIdentity>;
  mailTokens: Collection<MailToken>;
  mailJobs: Collection<MailJob>;
  mailOutbox: Collection<KeptMail>;
  apiKeys: Collection<ApiKey>;
  invitations: Collection<Invitation>;
  psaIntegrations: Collection<PsaIntegration>;
  people: Collection<PsaPerson>;
  userMerges: Collection<UserMerge>;
  keyrings: Collection<Keyring>;
  auditEntries: Collection<AuditEntry>;
  auditPayloads: Collection<AuditPayload>;
  auditHeads: Collection<AuditHead>;
  bootstraps: Collection<Bootstrap>;
}

/** What every use case of this service gets. */
export interface Deps extends Collections {
  /** Those of the other services, too. */
  everyCollection: DocumentStore['everyCollection'];
  clock: Clock;
  logger: Logger;
  hasher: PasswordHasher;
  signer: TokenSigner;
  keyFactory: KeyFactory;
  companies: Companies;
  sso: SsoProviders;
  mailer: Mailer;
  /** Called when a mail waits to be sent. */
  mailsWait: () => void;
  /** The ways to sign in that this installation offers: the password first, then what the operator configured (ID-25). */
  methods: readonly SignInMethod[];
  /** How long a session lives without a refresh where the tenant decided nothing (ID-28). */
  sessionMinutes: number;
  /** Where people reach the front end: links in mails lead there. */
  publicUrl: string;
  rotateKeysEveryMs: number;
}

/** The tenant of documents that belong to the platform, not to one tenant. */
export const PLATFORM = 'platform';
export const KEYRING_ID = 'keyring';
