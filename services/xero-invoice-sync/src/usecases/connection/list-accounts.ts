import { conflict, notFound, type Caller } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { XeroConnection } from '../../domain/connection.ts';
import type { Account } from '../../domain/document/accounts.ts';
import type { OpenClient } from '../../ports.ts';

/**
 * The accounts that billing codes can be mapped to, as Xero has them now (XI-24).
 *
 * @throws AppError `connection_not_found`, `xero_not_connected`, or what Xero refuses
 */
export function makeListAccounts({
  connections,
  openClient,
}: {
  connections: Collection<XeroConnection>;
  openClient: OpenClient;
}) {
  return async ({ tenantId }: Caller, id: string): Promise<readonly Account[]> => {
    const connection = await connections.forTenant(tenantId).get(id);
    if (connection === undefined) throw unknownConnection();
    if (connection.state !== 'connected') throw notInUse(connection);
    const accounts = await openClient(connection).accounts();
    return accounts.toSorted((a, b) => a.code.localeCompare(b.code, 'en', { numeric: true }));
  };
}

export type ListAccounts = ReturnType<typeof makeListAccounts>;

function unknownConnection() {
  return notFound('connection_not_found', 'There is no such connection to Xero. Connect the organisation first.', {
    expected: true,
  });
}

function notInUse({ organisation }: XeroConnection) {
  const message = `${organisation.name} is not in use, so that its accounts cannot be read. Connect or use it first.`;
  return conflict('xero_not_connected', message, { expected: true });
}
