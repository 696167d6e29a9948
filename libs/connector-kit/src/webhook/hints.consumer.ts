import { events, HintAction, timestampDate, topics, type EntityHint } from '@psa-bridge/contracts';
import type { Clock } from '@psa-bridge/core';
import { defineConsumer, drop, on, type ConsumerDefinition, type Dropped, type HandlerContext } from '@psa-bridge/messaging';
import { laneRank } from '../definition/lanes.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { WorkType } from '../work/row.ts';
import type { WorkTable } from '../work/table.ts';
import type { HintedType } from './watch.ts';
import type { WebhookWatches } from './watch-store.ts';
import type { WebhookStates } from './webhook-state.ts';

export interface HintDeps {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  table: WorkTable;
  states: WebhookStates;
  watches: WebhookWatches;
  clock: Clock;
}

/** Hints become rows that read the entity again; a burst on one entity is one row, a redelivered hint changes nothing. */
export function hintsConsumer(deps: HintDeps): ConsumerDefinition {
  const { provider } = deps.definition;
  return defineConsumer({
    group: `${provider}-connector`,
    topic: topics.hints(provider),
    subscriptions: [on(events.entityHint, (hint, context) => takeHint(hint, context, deps))],
  });
}

async function takeHint(hint: EntityHint, { envelope }: HandlerContext, deps: HintDeps): Promise<Dropped | void> {
  const { tenantId } = envelope;
  const { integrationId } = hint;
  const integration = await deps.integrations.cached(tenantId, integrationId);
  if (!integration || integration.state === 'removed') return drop('unknown_integration');
  // It may be unsigned, so nothing is believed but that a look is worth while.
  if (hint.action === HintAction.WEBHOOK_DEACTIVATED) return deps.watches.askCheck({ tenantId, integrationId });
  const atMost = deps.definition.webhooks?.hintsAtMost;
  const of = { tenantId, integrationId };
  if (atMost && !(await deps.watches.takeHint(of, hint.entityType as HintedType, atMost))) return drop('read_with_others');
  if (hint.webhookId !== '') await noteDelivery(hint, tenantId, deps);
  const type = hint.entityType as WorkType;
  if (!deps.definition.resources[type]?.pull?.getMany) return drop('type_not_read');
  await deps.table.upsert({
    ...{ tenantId, integrationId, op: 'pull', entityType: type, entityId: hint.externalId },
    ...{ lane: laneRank('webhook'), token: envelope.id },
    ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
  });
}

/** Numbers that are missing are given the time of a redelivery, then what changed is read from the PSA. */
async function noteDelivery(hint: EntityHint, tenantId: string, { definition, states, watches, clock }: HintDeps): Promise<void> {
  const { integrationId, webhookId, entityType, sequence } = hint;
  const occurredAt = hint.occurredAt && timestampDate(hint.occurredAt);
  const { isWhole, soundAt } = await states.note({ tenantId, integrationId, webhookId, entityType, sequence, occurredAt });
  if (isWhole) return;
  const dueAt = new Date(clock.now().getTime() + (definition.webhooks?.windows.redeliveryMs ?? 0));
  const asked = { entityType: entityType as HintedType, reason: 'gap' as const, since: soundAt, dueAt };
  await watches.askBackfill({ tenantId, integrationId }, asked);
}
