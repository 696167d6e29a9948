import type { AppError, BackoffPolicy, ErrorKind } from '@psa-bridge/core';
import type { RecordType } from '@psa-bridge/records';

/** What went wrong, in the words that the issue shows (architecture rule 10). */
export interface Failure {
  /** Stable name in snake_case, such as `billing_code_invalid`. */
  code: string;
  /** Decides what becomes of the work (architecture rule 4). */
  kind: ErrorKind;
  /** The message for people: to the letter of product-behaviour section 12 where one exists. */
  message: string;
  /** What to do about it, in one or two sentences. */
  remedy: string;
  /** The PSA's own words. */
  psaText?: string;
  /** What it points at, such as `category 80`: failures of the same code and reference are mended together. Absent where the words say it. */
  reference?: string;
  /** The field values of the last sync are out of date: they are read again at once, so that the mapping is told to be stale. */
  showsStaleMapping?: true;
  /** `integration`: it concerns the connection, not this entity; one issue is opened for all. Default `entity`. */
  scope?: 'entity' | 'integration';
}

/** A part of an entity that failed while the whole succeeded, such as a quote's line (IS-09). */
export interface FailedPart {
  itemId: string;
  itemName: string;
  code: string;
  message: string;
  psaText?: string;
  /** What to do about it; absent: to check its product mapping. */
  remedy?: string;
  /** What it points at, such as `billing code 17`. */
  reference?: string;
  /** The PSA's names of the fields that it is about. */
  fields?: readonly string[];
}

export interface FailureContext {
  /** `webhook`: the integration's webhooks as a whole. */
  entityType: RecordType | 'integration' | 'webhook' | 'invoice' | 'vendor_order' | 'posted_invoice';
  operation: 'push' | 'pull' | 'sync' | 'connect';
}

/**
 * Turns an error of this provider into words for people. Answer undefined to take the kit's own words for the error's kind.
 * A refusal by the PSA has code `psa_refused` and carries `details.status` and `details.psaText`.
 */
export type Classify = (error: AppError, context: FailureContext) => Failure | undefined;

/** How often and how far apart one cause is tried again. A longer wait that the PSA asked for is waited out and spends no retry. */
export interface RetryRule {
  backoff: BackoffPolicy;
  /** Retries of interactive work before the failure surfaces; `unlimited` never gives up. */
  interactive: number | 'unlimited';
  /** The same for the other lanes. */
  background: number | 'unlimited';
}

/** The vendor's retry rules by cause. */
export interface RetryRules {
  /** Connection reset, timeout, an answer that leaves open whether the PSA acted (SY-32). */
  connection: RetryRule;
  /** The PSA said that its limit is reached (CW-60). */
  limited: RetryRule;
  /** The PSA is down: 502, 503, open breaker. */
  outage: RetryRule;
  /**
   * How long after an unclear answer the PSA may still be carrying out the call, in milliseconds: no search for its effect
   * is believed before (architecture rule 6; Autotask: 5 minutes).
   */
  quarantineMs: number;
}
