import { events, topics } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import { PROVIDER } from '../domain/sync-result.ts';

export interface RetriesDeps {
  retryInvoice(tenantId: string, id: string): Promise<boolean>;
  retryOrder(tenantId: string, id: string): Promise<boolean>;
  retryConnection(tenantId: string, id: string): Promise<boolean>;
}

/** Retries of issues that this service told of (IS-03): the invoice or order waits again, a connection is tried at once. */
export function retriesConsumer({ retryInvoice, retryOrder, retryConnection }: RetriesDeps): ConsumerDefinition {
  return defineConsumer({
    group: `${SERVICE_NAME}-retries`,
    topic: topics.commands(PROVIDER),
    subscriptions: [
      on(events.retryWork, async ({ entityType, entityId }, { envelope: { tenantId } }) => {
        if (entityType === 'invoice') return (await retryInvoice(tenantId, entityId)) ? undefined : drop('unknown_invoice');
        if (entityType === 'vendor_order') return (await retryOrder(tenantId, entityId)) ? undefined : drop('unknown_order');
        if (entityType !== 'integration') return drop('type_not_synchronized');
        return (await retryConnection(tenantId, entityId)) ? undefined : drop('unknown_connection');
      }),
    ],
  });
}
