import { isAppError } from '@psa-bridge/core';
import type { ConnectionRetests } from '../integrations/connection-retests.ts';
import type { Integration } from '../integrations/integration.ts';
import type { MappingWatch } from '../mappings/index.ts';
import type { Poller } from '../poll/poller.ts';
import type { SyncExecutor, SyncRunStore } from '../sync/index.ts';
import type { WebhookWatches } from '../webhook/watch-store.ts';

/**
 * What Retry means for an issue that is about no record, by the entity type. Each is stored when it resolves: the message
 * that asked does not wait for the PSA and comes only once.
 */
export type Retries = Readonly<Record<string, (integration: Integration, entityId: string) => Promise<void>>>;

export interface RetryParts {
  retests: Pick<ConnectionRetests, 'ask'>;
  mappings: Pick<MappingWatch, 'ask'>;
  watches: WebhookWatches;
  runs: Pick<SyncRunStore, 'start'>;
  executor: Pick<SyncExecutor, 'wake'>;
  poller: Pick<Poller, 'ask'>;
}

export function retriesOf({ retests, mappings, watches, runs, executor, poller }: RetryParts): Retries {
  return {
    integration: (integration) => retests.ask(integration),
    connection_check: (integration) => retests.ask(integration),
    invoice: (integration) => poller.ask(integration, 'invoice'),
    vendor_order: (integration) => poller.ask(integration, 'vendor_order'),
    mapping: (integration, entityId) => mappings.ask(integration, entityId),
    webhook: ({ tenantId, _id: integrationId }) => watches.askCheck({ tenantId, integrationId }, { isAnswerDue: true }),
    /** Many entities that a full sync did not find: another one looks for them again. One that is under way will do. */
    async sync(integration) {
      await runs.start(integration, 'full').catch((error: unknown) => {
        if (!isAppError(error) || error.code !== 'already_synchronizing') throw error;
      });
      executor.wake();
    },
  };
}
