import type { Stored } from '@psa-bridge/persistence';
import type { RecordData, RecordType } from './record-types.ts';

/** Where a record stands with one integration (SY-07). */
export type SyncStatus = 'pending' | 'synchronizing' | 'synchronized' | 'warning' | 'failed' | 'not_wanted';

export interface SyncState {
  status: SyncStatus;
  at: Date;
  /** Which dataRevision waits for its push, while pending for one. */
  revision?: number;
  /** The message for people, where the status is warning or failed. */
  message?: string;
  code?: string;
}

/** What one integration knows of a record: written by that integration's connector alone. */
export interface ExternalLink {
  /** The PSA's id, as text; absent until it is known. */
  id?: string;
  /** The synced fields as last seen in (or successfully sent to) the PSA: the base of the three-way merge. */
  seen?: Readonly<Record<string, unknown>>;
  /** What the PSA files it under. */
  group?: string;
  /** When the PSA's content was last read; an older answer never overwrites a newer one. */
  seenAt?: Date;
  /** dataRevision that the PSA is known to hold. */
  pushedRevision?: number;
  /** Fields where both sides had changed and how it was decided, newest first (architecture rule 1). */
  conflicts?: readonly MergeConflict[];
  /** Gone in the PSA: marked, never erased. */
  deletedAt?: Date;
  /** What it stood for in PSA databases that the integration was moved away from, the oldest first. */
  former?: readonly FormerLink[];
  sync: SyncState;
}

export interface FormerLink {
  id: string;
  /** The database's fingerprint. */
  psa: string;
  until: Date;
}

export interface MergeConflict {
  field: string;
  local: unknown;
  external: unknown;
  kept: 'local' | 'external';
  at: Date;
}

/** A business record: one document, shared by the gateway (data) and the connectors (external). */
export interface BusinessRecord<Type extends RecordType = RecordType> extends Stored {
  readonly type: Type;
  readonly data: RecordData<Type>;
  /** Rises only when `data` changes; it is the ETag. */
  readonly dataRevision: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** By integration id. */
  readonly external: Readonly<Record<string, ExternalLink>>;
}
