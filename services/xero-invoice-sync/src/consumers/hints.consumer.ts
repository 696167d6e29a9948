import { events, topics } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition, type Dropped } from '@psa-bridge/messaging';
import { SERVICE_NAME, type Collections } from '../collections.ts';
import { PROVIDER } from '../domain/sync-result.ts';

export interface HintsDeps extends Pick<Collections, 'customers' | 'engines' | 'invoices'> {
  clock: Clock;
}

/** Which of ours was changed in Xero: nothing is believed but that a look is worth while. */
interface Hinted {
  tenantId: string;
  connectionId: string;
  externalId: string;
}

/** Webhooks of Xero: a document of ours has its organisation looked through soon, a customer of ours is read before its next invoice. */
export function hintsConsumer({ customers, engines, invoices, clock }: HintsDeps): ConsumerDefinition {
  async function hintInvoice({ tenantId, connectionId, externalId }: Hinted): Promise<Dropped | undefined> {
    const ours = await invoices.forTenant(tenantId).count({ connectionId, 'item.link.documentId': externalId });
    if (ours === 0) return drop('not_ours');
    const hintedAt = clock.now();
    await engines
      .forTenant(tenantId)
      .mutate(connectionId, (engine) => (engine?.looks ? { ...engine, looks: { ...engine.looks, hintedAt } } : undefined));
    return undefined;
  }

  async function hintContact({ tenantId, connectionId, externalId: contactId }: Hinted): Promise<Dropped | undefined> {
    const own = customers.forTenant(tenantId);
    const links = await own.find({ connectionId, contactId }, { fields: ['_id'] });
    await own.mutateMany(
      links.map(({ _id }) => _id),
      (_id, link) => (link === undefined || link.isSuspect ? undefined : { ...link, isSuspect: true }),
    );
    return links.length === 0 ? drop('not_ours') : undefined;
  }

  return defineConsumer({
    group: `${SERVICE_NAME}-hints`,
    topic: topics.hints(PROVIDER),
    subscriptions: [
      on(events.entityHint, ({ integrationId: connectionId, entityType, externalId }, { envelope: { tenantId } }) => {
        const hinted = { tenantId, connectionId, externalId };
        return entityType === 'contact' ? hintContact(hinted) : hintInvoice(hinted);
      }),
    ],
  });
}
