import type { Stored } from '@psa-bridge/persistence';
import type { SyncedType } from '../sync/run.ts';
import type { MatchOutcome } from './match.ts';

/** What the first connect would do to one record type. */
export interface TypePlan {
  type: SyncedType;
  /** Entities of the PSA, unlinked records here. */
  external: number;
  local: number;
  matches: number;
  conflicts: number;
  /** PSA entities that will be created here by the first full sync. */
  createHere: number;
  /** Records of ours that the PSA does not have. */
  createThere: number;
}

/** The preview of a first connect: nothing is written to records or PSA before it is confirmed (architecture rule 9). */
export interface ConnectPlan extends Stored {
  state: 'planning' | 'ready' | 'confirmed' | 'failed';
  types: readonly TypePlan[];
  startedAt: Date;
  finishedAt?: Date;
  error?: string;
  /** The fingerprint of the PSA database that is previewed; absent of those of the integration's own from before this was kept. */
  psa?: string;
  /** What was decided, where the links are made later: when the integration moves. */
  decisions?: readonly Decision[];
}

export interface ConnectItem extends Stored {
  integrationId: string;
  type: SyncedType;
  item: Exclude<MatchOutcome, { outcome: 'new' }>;
  recordNames: readonly string[];
}

/** What the admin decided on a conflict: which record it is, or that it is none of them. */
export interface Decision {
  itemId: string;
  recordId: string | null;
}

export function conflictItemId(integrationId: string, type: SyncedType, externalId: string): string {
  return `${integrationId}:${type}:${externalId}`;
}
