import { events, topics, type Envelope, type EventData, type EventType, type TopicSpec } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition } from '@psa-bridge/messaging';
import { SERVICE_NAME } from '../collections.ts';
import {
  invoiceEventOf,
  issueEventOf,
  recordEventOf,
  syncResultEventOf,
  type PartnerEvent,
} from '../domain/partner/partner-event.ts';
import type { TellPartners } from '../usecases/partner/tell-partners.ts';

/** All that partners are told of, read once for every way on which they are told. */
export function partnerConsumers(tell: TellPartners): readonly ConsumerDefinition[] {
  function telling<Type extends EventType>(
    topic: TopicSpec,
    type: Type,
    toEvent: (data: EventData<Type>, envelope: Envelope) => PartnerEvent,
  ): ConsumerDefinition {
    const subscription = on(type, async (data, { envelope }) =>
      (await tell(toEvent(data, envelope))) === 'told' ? undefined : drop('nobody_listens'),
    );
    return defineConsumer({ group: `${SERVICE_NAME}-partners`, topic, subscriptions: [subscription] });
  }
  return [
    telling(topics.records, events.recordChanged, recordEventOf),
    telling(topics.syncResults, events.syncResult, syncResultEventOf),
    telling(topics.issues, events.issueChanged, issueEventOf),
    telling(topics.invoices, events.invoiceSeen, invoiceEventOf),
  ];
}
