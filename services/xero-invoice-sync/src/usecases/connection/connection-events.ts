import { actionTaken } from '@psa-bridge/audit';
import type { OutboxEvent } from '@psa-bridge/contracts';
import { SERVICE_NAME } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import type { Problem } from '../../domain/problem.ts';
import { nextSequence, syncResult } from '../../domain/sync-result.ts';

type Named = Pick<XeroConnection, '_id' | 'tenantId' | 'organisation'>;

/** How a connection stands, which opens its issue or clears it. */
export function connectionResult(
  connection: Named,
  problem: Problem | undefined,
  given: { at: Date; isWarning: boolean },
): OutboxEvent {
  const { _id: id, tenantId, organisation } = connection;
  return syncResult({
    ...{ tenantId, integrationId: id, entityType: 'integration', entityId: id, entityName: organisation.name },
    ...{ externalId: organisation.id, attempts: 1, sequence: nextSequence(undefined, given.at), source: SERVICE_NAME },
    ...given,
    ...(problem ? { problem } : {}),
  });
}

/** What somebody did to a connection, for the audit. */
export function connectionDeed(connection: Named, verb: 'connected' | 'updated' | 'disconnected', at: Date): OutboxEvent {
  const { _id: id, tenantId, organisation } = connection;
  const record = { type: 'xero_connection', id, name: organisation.name };
  return actionTaken({ kind: `xero_connection.${verb}`, record }, { tenantId, source: SERVICE_NAME, at });
}
