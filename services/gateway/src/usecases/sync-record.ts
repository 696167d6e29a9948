import { conflict, isAppError, type AppError, type Caller } from '@psa-bridge/core';
import type { RecordStore } from '@psa-bridge/records';
import { takesPushes, type Integration } from '../domain/integration.ts';
import type { Resource } from '../domain/resources.ts';
import type { Connectors, IntegrationDirectory, SyncRequest } from '../ports.ts';
import { existing } from './read-record.ts';

export interface SyncAnswer {
  integrationId: string;
  provider: string;
  /** `refused` has the connector's own code and message. */
  result: 'accepted' | 'refused';
  code?: string;
  message?: string;
}

export type SyncRecord = (
  caller: Caller,
  resource: Resource,
  request: Pick<SyncRequest, 'id' | 'authorization'>,
) => Promise<readonly SyncAnswer[]>;

export interface SyncDeps {
  records: RecordStore;
  directory: IntegrationDirectory;
  connectors: Connectors;
}

/**
 * Asks every integration of the tenant that takes pushes to bring this record into step now, in parallel. Where none
 * accepts, the first refusal is the answer, to the letter: `Already synchronizing` among them (SY-30).
 */
export function makeSyncRecord({ records, directory, connectors }: SyncDeps): SyncRecord {
  return async function syncRecord(caller, resource, { id, authorization }) {
    await existing(records.forTenant(caller.tenantId), resource, id);
    const targets = (await directory.list(caller.tenantId)).filter(takesPushes);
    if (targets.length === 0)
      throw conflict('no_integration_connected', 'No integration is connected, so there is nothing to synchronize with.');

    const asked = await Promise.all(
      targets.map((target) =>
        ask(target, () =>
          connectors.sync({ provider: target.provider, integrationId: target.id, type: resource.type, id, authorization }),
        ),
      ),
    );
    const [firstRefusal] = asked.flatMap(({ refusal }) => (refusal ? [refusal] : []));
    if (firstRefusal && asked.every(({ refusal }) => refusal !== undefined)) throw firstRefusal;
    return asked.map(({ answer }) => answer);
  };
}

async function ask(target: Integration, call: () => Promise<void>): Promise<{ answer: SyncAnswer; refusal?: AppError }> {
  const where = { integrationId: target.id, provider: target.provider };
  try {
    await call();
    return { answer: { ...where, result: 'accepted' } };
  } catch (error) {
    if (!isAppError(error) || error.kind === 'bug') throw error;
    return { answer: { ...where, result: 'refused', code: error.code, message: error.message }, refusal: error };
  }
}
