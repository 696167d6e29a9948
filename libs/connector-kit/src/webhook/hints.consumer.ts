import { events, HintAction, topics, type EntityHint } from '@psa-bridge/contracts';
import { defineConsumer, drop, on, type ConsumerDefinition, type Dropped, type HandlerContext } from '@psa-bridge/messaging';
import { laneRank } from '../definition/lanes.ts';
import type { IntegrationStore } from '../integrations/integration-store.ts';
import type { AnyDefinition } from '../sessions.ts';
import type { WorkType } from '../work/row.ts';
import type { WorkTable } from '../work/table.ts';
import type { WebhookStates } from './webhook-state.ts';

export interface HintDeps {
  definition: AnyDefinition;
  integrations: IntegrationStore;
  table: WorkTable;
  states: WebhookStates;
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
  if (hint.action === HintAction.WEBHOOK_DEACTIVATED) return markInactive(tenantId, hint, deps);
  if (hint.webhookId !== '')
    await deps.states.note({ tenantId, integrationId, webhookId: hint.webhookId, sequence: hint.sequence });
  const type = hint.entityType as WorkType;
  if (!deps.definition.resources[type]?.pull?.getMany) return drop('type_not_read');
  await deps.table.upsert({
    ...{ tenantId, integrationId, op: 'pull', entityType: type, entityId: hint.externalId },
    ...{ lane: laneRank('webhook'), token: envelope.id },
    ...(envelope.traceparent === undefined ? {} : { traceparent: envelope.traceparent }),
  });
}

/** The PSA says that it switched a webhook off: shown as such until the webhooks are installed anew. */
async function markInactive(tenantId: string, hint: EntityHint, { integrations }: HintDeps): Promise<void> {
  const isMeant = (id: string): boolean => hint.webhookId === '' || hint.webhookId === id;
  await integrations.change(tenantId, hint.integrationId, (current) => {
    if (!current.webhooks.installed.some(({ id, status }) => isMeant(id) && status !== 'inactive')) return current;
    const installed = current.webhooks.installed.map((webhook) =>
      isMeant(webhook.id) ? { ...webhook, status: 'inactive' as const } : webhook,
    );
    return { ...current, webhooks: { ...current.webhooks, installed } };
  });
}
