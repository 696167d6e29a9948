import { createHash } from 'node:crypto';
import type { Stored } from '@psa-bridge/persistence';

export const ISSUE_STATUSES = ['open', 'retrying', 'cleared', 'dismissed'] as const;
/** `open` and `retrying` are the list that people work on; `cleared` (IS-06) and `dismissed` (IS-05) are history. */
export type IssueStatus = (typeof ISSUE_STATUSES)[number];
export const LISTED_STATUSES = ['open', 'retrying'] as const satisfies readonly IssueStatus[];

export const ISSUE_LEVELS = ['error', 'warning'] as const;
export type IssueLevel = (typeof ISSUE_LEVELS)[number];

/** A part that failed while the whole succeeded (IS-09). */
export interface FailedItem {
  itemId: string;
  itemName: string;
  code: string;
  message: string;
  psaText: string;
}

/** The call to the PSA that failed, redacted and cut to a bounded length. */
export interface Exchange {
  method: string;
  url: string;
  requestBody: string;
  status: number;
  responseBody: string;
}

/** What is wrong, as the last failed result told it. */
export interface Problem {
  level: IssueLevel;
  /** Stable name, such as `billing_code_invalid`. */
  code: string;
  /** One of the platform's error kinds. */
  kind: string;
  /** The message for people. */
  message: string;
  /** What to do about it. */
  remedy: string;
  /** The PSA's own words, where it said something (IS-14). */
  psaText: string;
  failedItems: readonly FailedItem[];
  exchange?: Exchange;
  traceId: string;
}

/** One failed result within an episode. */
export interface Attempt {
  at: Date;
  level: IssueLevel;
  code: string;
  message: string;
  psaText: string;
  traceId: string;
  /** How often the operation itself was tried before it was given up (SY-32). */
  tries: number;
}

/** One opening of the issue up to its clearing or dismissal. */
export interface Episode {
  openedAt: Date;
  closedAt?: Date;
  closedBy?: 'success' | 'dismissal';
  /** The user who dismissed it. */
  dismissedBy?: string;
  /** All failed results of the episode; `attempts` keeps the latest of them. */
  failures: number;
  attempts: readonly Attempt[];
}

/** A retry that was asked for and has no result yet. */
export interface RetryRequest {
  at: Date;
  by: string;
  /** The retry-all job that asked, if one did. */
  jobId?: string;
}

/** What an issue is about: one entity within one integration. */
export interface Subject {
  integrationId: string;
  provider: string;
  /** company, contact, quote … or `integration`, for what concerns the connection as a whole (IS-12). */
  entityType: string;
  entityId: string;
}

/** One issue per (integration, entity type, entity) (IS-07): its openings and clearings are episodes within it. */
export interface Issue extends Stored, Subject, Problem {
  entityName: string;
  /** The PSA's id of the entity, where known. */
  externalId: string;
  /** push, pull, connect … */
  operation: string;
  status: IssueStatus;
  /** Number of the newest result that was taken in; older ones change nothing. */
  sequence: number;
  /** Failed results in the current (or last) episode. */
  failures: number;
  firstFailedAt: Date;
  lastFailedAt: Date;
  /** Only while the status is `retrying`. */
  retry?: RetryRequest;
  /** How often the issue was opened; `episodes` keeps the latest of them, oldest first. */
  openings: number;
  episodes: readonly Episode[];
  /** Lower-case text of everything the list can be searched by. */
  searchText: string;
}

/** The one id an issue of this entity can have, so that two can never exist. */
export function issueId(tenantId: string, subject: Omit<Subject, 'provider'>): string {
  const parts = [tenantId, subject.integrationId, subject.entityType, subject.entityId];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}
