import { createHash } from 'node:crypto';
import type { Stored } from '@psa-bridge/persistence';

export const ISSUE_STATUSES = ['open', 'retrying', 'cleared', 'dismissed'] as const;
/** `open` and `retrying` are the list that people work on; `cleared` (IS-06) and `dismissed` (IS-05) are history. */
export type IssueStatus = (typeof ISSUE_STATUSES)[number];
export const LISTED_STATUSES = ['open', 'retrying'] as const satisfies readonly IssueStatus[];

/** How urgent it is: by the kind of failure, until a person says otherwise. */
export const SEVERITIES = ['critical', 'high', 'normal', 'low'] as const;
export type Severity = (typeof SEVERITIES)[number];

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
  /** What the connector says that the failure points at, such as `category 80`; empty where the words say it. */
  reference: string;
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
  /** The call that failed; of closed episodes only the last attempt keeps it. */
  exchange?: Exchange;
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

/** What people do about an issue besides retrying and dismissing it. It outlives a clearing, but for what concerns one failure. */
export interface Handling {
  severity: Severity;
  /** A person chose it: no later failure changes it. */
  isSeverityChosen?: true;
  /** The user who works on it. */
  owner?: string;
  /** Somebody has seen this failure and said so. */
  acknowledged?: { at: Date; by: string };
  /** Nobody is told of it until then, and lists leave it out. */
  mutedUntil?: Date;
  /** Rises with each change that people make here, and with nothing else: it is the ETag. */
  revision: number;
}

/** One issue per (integration, entity type, entity) (IS-07): its openings and clearings are episodes within it. */
export interface Issue extends Stored, Subject, Problem, Handling {
  entityName: string;
  /** The PSA's id of the entity, where known. */
  externalId: string;
  /** push, pull, connect … */
  operation: string;
  status: IssueStatus;
  /** Issues with the same one are mended by the same remedy; empty for those from before causes were told apart. */
  cause: string;
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
