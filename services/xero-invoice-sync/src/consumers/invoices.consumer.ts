import { events, topics } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import type { Collection } from '@psa-bridge/persistence';
import { SERVICE_NAME, type StoredInvoice } from '../collections.ts';
import { takeIn } from '../domain/life/take-in.ts';
import { toSourceInvoice } from './invoice-seen.mapping.ts';

/** Invoices become documents here and wait; nothing calls Xero while it reads. */
export function invoicesConsumer({ invoices, clock }: { invoices: Collection<StoredInvoice>; clock: Clock }): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.invoices,
    subscriptions: [
      on(events.invoiceSeen, async (seen, { envelope: { tenantId } }) => {
        const { integrationId, externalId } = seen;
        const told = { source: toSourceInvoice(seen), revision: Number(seen.revision) };
        let isNews = false;
        await invoices.forTenant(tenantId).mutate(`${integrationId}:${externalId}`, (current) => {
          const next = takeIn(current, told, clock.now());
          isNews = next !== undefined;
          return next && { ...current, _id: `${integrationId}:${externalId}`, tenantId, integrationId, ...next };
        });
        return isNews ? undefined : drop('not_newer');
      }),
    ],
  });
}
