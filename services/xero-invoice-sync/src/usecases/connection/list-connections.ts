import type { Clock } from '@psa-bridge/core';
import type { Collections } from '../../collections.ts';
import type { XeroConnection } from '../../domain/connection.ts';
import { standingOf, type Standing } from '../../domain/connection/standing.ts';

/** A connection with how it stands; what lets us in is not among it. */
export interface ConnectionOverview {
  connection: XeroConnection;
  kind: 'consent' | 'custom';
  standing: Standing;
}

export function makeListConnections({
  consents,
  connections,
  clock,
}: Pick<Collections, 'consents' | 'connections'> & { clock: Clock }) {
  return async (tenantId: string): Promise<readonly ConnectionOverview[]> => {
    const all = await connections.forTenant(tenantId).find({}, { sort: { connectedAt: 1 } });
    const known = await consents.forTenant(tenantId).getMany(all.map(({ consentId }) => consentId));
    const byId = new Map(known.map((consent) => [consent._id, consent]));
    return all.map((connection) => {
      const consent = byId.get(connection.consentId);
      const standing: Standing = consent === undefined ? { kind: 'lapsed' } : standingOf(consent, clock.now());
      return { connection, kind: connection.xeroConnectionId === undefined ? 'custom' : 'consent', standing };
    });
  };
}
