import { events, topics } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import type { Collection } from '@psa-bridge/persistence';
import { SERVICE_NAME, type StoredInvoice } from '../collections.ts';
import { ownIdOf } from '../domain/invoice.ts';
import { takeIn } from '../domain/life/take-in.ts';
import { toSourceInvoice } from './invoice-seen.mapping.ts';

/** Invoices become documents here and wait; nothing calls Xero while it reads. */
export function invoicesConsumer({ invoices, clock }: { invoices: Collection<StoredInvoice>; clock: Clock }): ConsumerDefinition {
  return defineConsumer({
    group: SERVICE_NAME,
    topic: topics.invoices,
    subscriptions: [
      on(events.invoiceSeen, async (seen, { envelope: { tenantId } }) => {
        const { integrationId, provider, psaFingerprint } = seen;
        const psa = { provider, ...(psaFingerprint === undefined ? {} : { fingerprint: psaFingerprint }) };
        const told = { source: toSourceInvoice(seen), revision: Number(seen.revision) };
        const _id = `${integrationId}:${ownIdOf(told.source)}`;
        let isNews = false;
        await invoices.forTenant(tenantId).mutate(_id, (current) => {
          const next = takeIn(current, told, clock.now());
          isNews = next !== undefined;
          return next && { ...current, _id, tenantId, integrationId, psa, ...next };
        });
        return isNews ? undefined : drop('not_newer');
      }),
    ],
  });
}
