import { createHash } from 'node:crypto';
import type { Actor, FieldChange } from '@psa-bridge/audit';
import { canonicalJson } from '@psa-bridge/core';
import type { Draft, Stored } from '@psa-bridge/persistence';

/** What somebody did, as people read it. */
export interface AuditedAction {
  kind: string;
  actor: Actor;
  /** More than one where a deed concerns many, as a page of an import does. */
  record: { type: string; ids: readonly [string, ...string[]]; name?: string };
  /** The service that told of it. */
  source: string;
  address?: string;
  requestId?: string;
  changes: readonly FieldChange[];
  leftOut: number;
  occurredAt: Date;
}

/**
 * An action apart from the chain, so that it can be erased without breaking it. `_id` is the event's. Without the salt nobody can
 * guess an erased action from its digest.
 */
export interface AuditPayload extends Stored {
  salt: string;
  action: AuditedAction;
}

/** One link of a tenant's chain; never changed and never deleted. `_id` is `<tenantId>:<sequence>`. */
export interface AuditEntry extends Stored {
  sequence: number;
  eventId: string;
  recordedAt: Date;
  /** Of the salted payload. */
  digest: string;
  /** The seal of the entry before. */
  previous: string;
  /** Over all of the above. */
  seal: string;
}

/** How long a tenant's chain is at least: entries that are cut off its end are missed by it. `_id` is the tenant's. */
export interface AuditHead extends Stored {
  sequence: number;
  seal: string;
  /** Up to which entry actions have gone because they were old; the chain itself says so too. */
  expiredThrough?: number;
}

export type ChainEnd = Pick<AuditEntry, 'sequence' | 'seal'>;

/** What stands before the first entry. */
export const NO_ENTRY: ChainEnd = { sequence: 0, seal: '' };

/** Of the action that tells which payloads were erased. */
export const ERASED = 'audit.erased';

/** Of the action that tells up to which entry all actions have gone, because they were kept for long enough. */
export const EXPIRED = 'audit.expired';

export const LAST_SEQUENCE = 999_999_999_999;
/** Wide enough that ids sort as their numbers do. */
const DIGITS = 12;

export function entryId(tenantId: string, sequence: number): string {
  return `${tenantId}:${String(sequence).padStart(DIGITS, '0')}`;
}

export function digestOf({ salt, action }: Pick<AuditPayload, 'salt' | 'action'>): string {
  return sha256([salt, action]);
}

export function sealOf(entry: Omit<Draft<AuditEntry>, '_id' | 'seal' | 'outbox'>): string {
  const { tenantId, sequence, eventId, recordedAt, digest, previous } = entry;
  return sha256([tenantId, sequence, eventId, recordedAt, digest, previous]);
}

/** The entry that follows. */
export function entryAfter(end: ChainEnd, payload: AuditPayload | Draft<AuditPayload>, recordedAt: Date): Draft<AuditEntry> {
  const { tenantId, _id: eventId } = payload;
  const sequence = end.sequence + 1;
  const entry = { tenantId, sequence, eventId, recordedAt, digest: digestOf(payload), previous: end.seal };
  return { ...entry, _id: entryId(tenantId, sequence), seal: sealOf(entry) };
}

function sha256(parts: readonly unknown[]): string {
  return createHash('sha256').update(canonicalJson(parts)).digest('hex');
}
