import type { Integration } from './domain/integration.ts';
import type { OrderSubmission } from './domain/procurement/order-submission.ts';
import type { SessionTokens } from './domain/session/browser-session.ts';

/** The integrations of each tenant, as their connectors announced them. */
export interface IntegrationDirectory {
  /** All that were not removed; up to a moment old. */
  list(tenantId: string): Promise<readonly Integration[]>;
  announce(tenantId: string, integration: Integration): Promise<void>;
}

/** Who a partner's key stands for. */
export interface KeyHolder {
  tenantId: string;
  /** The access token that the key was exchanged for, as a header. */
  authorization: string;
}

export interface ApiKeys {
  /** @throws AppError `api_key_invalid` (403) with PA-02's words; `upstream_unavailable`. */
  holderOf(key: string): Promise<KeyHolder>;
}

/** What identity-service knows of the people who call. */
export interface Accounts {
  /** The caller's own. @throws AppError `upstream_unavailable` */
  ownOf(authorization: string | undefined): Promise<{ email: string; emailVerified: boolean }>;
}

/** Whoever may own an opportunity, as identity-service tells. */
export interface Owner {
  id: string;
  companyId: string;
  /** By integration. */
  externalIds: Readonly<Record<string, string>>;
}

export interface Owners {
  /** @throws AppError `upstream_unavailable` */
  find(which: { id: string } | { externalId: string }, authorization: string | undefined): Promise<readonly Owner[]>;
}

/** What a tenant decided about its public API. */
export interface PublicApiPolicy {
  isEnabled: boolean;
  /** The MSP's own company, which partners call `primary` (PA-31). */
  primaryCompanyId?: string | undefined;
}

export interface PublicApiSettings {
  /** Up to a few seconds old. */
  get(tenantId: string): Promise<PublicApiPolicy>;
  /** As it stands. */
  read(tenantId: string): Promise<PublicApiPolicy>;
  /** @throws AppError `revision_conflict` (412) where another policy than that of the revision stands. */
  set(tenantId: string, policy: PublicApiPolicy, ifRevision?: number): Promise<void>;
}

/** What an answer is kept under. */
export interface AskedAnswer {
  tenantId: string;
  id: string;
  /** Of the request: the same id with another one is a mistake of the client's. */
  fingerprint: string;
}

export interface KeptAnswer {
  status: number;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
  /** It was given and not kept, because it is too long or shows a secret. */
  isWithheld?: boolean;
}

export type Claim = { is: 'mine' | 'running' | 'other' } | { is: 'answered'; answer: KeptAnswer };

/** Answers that are given again to whoever repeats a request. */
export interface AnswerShelf {
  /** `mine`: the request is to be carried out now, and its answer kept or the claim forgotten. */
  claim(asked: AskedAnswer): Promise<Claim>;
  keep(asked: AskedAnswer, answer: KeptAnswer): Promise<void>;
  forget(asked: AskedAnswer): Promise<void>;
  /** Deletes what is too old to be asked for. */
  sweep(): Promise<void>;
}

export interface SyncRequest {
  provider: string;
  integrationId: string;
  type: string;
  id: string;
  /** The caller's own access token as it came, which the connector verifies itself. */
  authorization: string | undefined;
}

/** Asks a connector to bring one record into step now. */
export interface Connectors {
  /**
   * @throws AppError the connector's own refusal with its code and message, such as `Already synchronizing` (SY-30);
   * `connector_unavailable` when it does not answer or none is configured for the provider.
   */
  sync(request: SyncRequest): Promise<void>;
}

/** What a tenant decided about buying. */
export interface ProcurementPolicy {
  /** Orders whose total is above it need approval; without it none does. */
  approvalAbove?: string | undefined;
}

export interface ProcurementSettings {
  get(tenantId: string): Promise<ProcurementPolicy>;
  /** @throws AppError `revision_conflict` (412) where another policy than that of the revision stands. */
  set(tenantId: string, policy: ProcurementPolicy, ifRevision?: number): Promise<void>;
  /** The next purchase order's number, which no other order of the tenant has. */
  takeNumber(tenantId: string): Promise<string>;
}

/** Where orders are submitted instead of being mailed (FP-12). */
export interface DistributorApi {
  /**
   * Answers the distributor's own number, where it gives one. The same idempotency key again orders nothing twice.
   *
   * @throws AppError `distributor_refused` with its words, `distributor_unavailable`, `distributor_not_configured`: it certainly
   * does not have the order; `distributor_unclear`: it may have it.
   */
  submit(tenantId: string, submission: OrderSubmission): Promise<{ reference?: string | undefined }>;
}

/** Signing in at identity-service. @throws AppError its refusals with their codes and words; `upstream_unavailable` */
export interface SignIn {
  byPassword(proof: { email: string; password: string }, userAgent: string | undefined): Promise<SessionTokens>;
  byProvider(proof: { provider: string; answer: string; attempt: string }, userAgent: string | undefined): Promise<SessionTokens>;
  /** All sessions of the user end; answers a new one. */
  changePassword(
    passwords: { currentPassword: string; newPassword: string },
    from: { authorization: string | undefined; userAgent: string | undefined },
  ): Promise<SessionTokens>;
  renew(refreshToken: string): Promise<SessionTokens>;
  end(refreshToken: string): Promise<void>;
}
