import type { Clock } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { RecordData, RecordType, TenantRecords } from '@psa-bridge/records';
import type { PsaCall } from './call.ts';
import type { Lane } from './lanes.ts';

/** A tenant's connection to a PSA, as the provider's code sees it: no credentials. */
export interface IntegrationInfo<Settings> {
  id: string;
  tenantId: string;
  name: string;
  settings: Settings;
  /** Which PSA database this is, once a connection test succeeded (architecture rule 9). */
  fingerprint?: string;
}

/**
 * Keeps a value for all sessions of the same integration and credentials in this process: zone, token, entity metadata.
 * Parallel askers share one load, which a more urgent one begins anew in its own lane; a failed load is not kept. `forget` drops it, for instance after a 401.
 */
export interface SessionMemory {
  remember<Value>(key: string, ttlMs: number, load: () => Promise<Value>): Promise<Value>;
  forget(key: string): void;
}

export interface OpenContext<Credentials, Settings> {
  integration: IntegrationInfo<Settings>;
  credentials: Credentials;
  /** Bound to the lane of the work that the session is opened for. */
  call: PsaCall;
  memory: SessionMemory;
  clock: Clock;
  log: Logger;
}

/** What every part of a resource is given. */
export interface PartContext<Session, Settings> {
  session: Session;
  integration: IntegrationInfo<Settings>;
  lane: Lane;
  /**
   * What is read is only matched by its natural keys and shown (architecture rule 9): where the rest costs a call for each entity,
   * it may be left out.
   */
  isPreview?: boolean;
  /** This tenant's records, for reading. */
  records: Pick<TenantRecords, 'get' | 'getMany' | 'search' | 'pages'>;
  /** The PSA's id of a record, where it is linked. */
  externalId(type: RecordType, recordId: string): Promise<string | undefined>;
  /** Our ids of PSA entities, of those that are known already; nothing is read. */
  knownIds(type: RecordType, externalIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Our ids of PSA entities. Those that are not known yet are read from the PSA and brought in first, where that type has
   * `getMany`; what stays unknown is absent.
   */
  recordIds(type: RecordType, externalIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Our data as it last stood in the PSA, by PSA id, of entities that are known here. For answers that hold less than what was
   * sent, such as an initial for a name: by it the mapping tells that nothing has changed.
   */
  lastSeen<Type extends RecordType>(
    type: Type,
    externalIds: readonly string[],
  ): Promise<ReadonlyMap<string, Partial<RecordData<Type>>>>;
  signal: AbortSignal;
  clock: Clock;
  log: Logger;
}
