import { createLoopbackCaller } from '../../http/callout.ts';
import { CALM } from '../../http/delivery-conditions.ts';
import type { Scheduler } from '../../http/scheduler.ts';
import { createRandom } from '../../seeding/random.ts';
import { WEBHOOK_FAMILIES, type WebhookFamily } from '../metadata/webhook.entities.ts';
import { toMixedText } from '../store/instant.ts';
import type { Change } from '../store/database.ts';
import type { Row } from '../store/table.ts';
import { nowText, type Tenant } from '../tenant.ts';
import { amend, hasChanged } from '../write/rules/entity-rules.ts';
import { eventFor } from './webhook-event.ts';
import { webhookJson } from './webhook-json.ts';
import {
  createWebhookQueue,
  type QueuedEvent,
  type QueueReport,
  type WebhookConditions,
  type WebhookQueue,
} from './webhook-queue.ts';

export interface WebhooksOptions {
  tenant: Tenant;
  scheduler: Scheduler;
  retryMs: number;
  isHeldBack(): boolean;
}

export interface Webhooks {
  onChange(change: Change): void;
  readonly conditions: WebhookConditions;
  reports(): readonly (QueueReport & { entity: string; failuresInARow: number })[];
  /** Resolves when every event is delivered, dropped or abandoned. */
  idle(): Promise<void>;
  reset(): void;
  close(): void;
}

/** Failed events in a row that disable a webhook (autotask.md 6.5). */
const FAILURES_TO_DISABLE = 25;
const PAYLOAD_LENGTH = 8_000;
const TIMEOUT_MS = 10_000;

interface Line {
  family: WebhookFamily;
  queue: WebhookQueue;
  failuresInARow: number;
}

export function createWebhooks({ tenant, scheduler, retryMs, isHeldBack }: WebhooksOptions): Webhooks {
  const caller = createLoopbackCaller(tenant.clock);
  const conditions: WebhookConditions = calm();
  const lines = new Map<string, Line>();
  let random = createRandom(1);

  function lineOf(family: WebhookFamily, webhookId: number): Line {
    const key = `${family.webhooks}/${webhookId}`;
    const known = lines.get(key);
    if (known) return known;
    const queue = createWebhookQueue({
      webhookId,
      caller,
      scheduler,
      retryMs,
      conditions,
      chance: random.next,
      webhook: () => activeWebhook(tenant, family, webhookId),
      isHeldBack,
      onDelivered: () => {
        line.failuresInARow = 0;
      },
      onAbandoned: (event, error) => abandon(line, webhookId, event, error),
    });
    const line: Line = { family, queue, failuresInARow: 0 };
    lines.set(key, line);
    return line;
  }

  function abandon(line: Line, webhookId: number, event: QueuedEvent, errorMessage: string): void {
    tenant.database.table('WebhookEventErrorLogs').insert({
      [line.family.errorLogField]: webhookId,
      sequenceNumber: event.sequence,
      payload: event.payload.slice(0, PAYLOAD_LENGTH),
      errorMessage,
      createDateTime: nowText(tenant),
    });
    line.failuresInARow += 1;
    const webhook = tenant.database.row(line.family.webhooks, webhookId);
    if (line.failuresInARow >= FAILURES_TO_DISABLE && webhook) disable(line.family, webhook);
  }

  function disable(family: WebhookFamily, webhook: Row): void {
    amend(tenant, family.webhooks, webhook.id, { isActive: false });
    tellDeactivated(webhook);
  }

  /** Unsigned and without an entity type, one try (autotask.md 6.3). */
  function tellDeactivated({ id, values }: Row): void {
    if (conditions.dropDeactivated) return;
    const message = { Action: 'Deactivated', Guid: values['webhookGUID'], Id: id, EventTime: toMixedText(nowText(tenant), true) };
    const callout = { url: String(values['deactivationUrl']), headers: {}, body: webhookJson(message) };
    void caller.post({ ...callout, timeoutMs: TIMEOUT_MS, signal: scheduler.signal() }).catch(() => undefined);
  }

  function onWatchedChange(family: WebhookFamily, change: Change): void {
    for (const webhook of tenant.database.table(family.webhooks).walk({})) {
      const event = eventFor(tenant, family, webhook, change);
      if (event) lineOf(family, webhook.id).queue.push(event);
    }
  }

  function onWebhookChange(family: WebhookFamily, change: Change): void {
    if (change.kind === 'delete' && change.before) tellDeactivated(change.before);
    if (change.kind === 'update' && change.after && hasChanged(change, 'isActive'))
      lineOf(family, change.after.id).failuresInARow = 0;
    const created = change.kind === 'create' ? change.after : undefined;
    if (created)
      scheduler.after(tenant.switches.webhookReadyAfterMs, () => amend(tenant, family.webhooks, created.id, { isReady: true }));
  }

  /** A webhook does not outlive its owner's activity. */
  function onResourceChange(change: Change): void {
    if (change.after?.values['isActive'] !== false || !hasChanged(change, 'isActive')) return;
    for (const family of WEBHOOK_FAMILIES) {
      const owned = ({ values }: Row): boolean => values['ownerResourceID'] === change.after?.id && values['isActive'] === true;
      for (const webhook of tenant.database.filter(family.webhooks, owned)) disable(family, webhook);
    }
  }

  return {
    conditions,
    onChange(change) {
      for (const family of WEBHOOK_FAMILIES) {
        if (family.watched === change.entity.name) onWatchedChange(family, change);
        if (family.webhooks === change.entity.name) onWebhookChange(family, change);
      }
      if (change.entity.name === 'Resources') onResourceChange(change);
    },
    reports: () =>
      [...lines.values()].map(({ family, queue, failuresInARow }) => ({
        entity: family.webhooks,
        failuresInARow,
        ...queue.report(),
      })),
    async idle() {
      await Promise.all([...lines.values()].map(({ queue }) => queue.idle()));
    },
    reset() {
      lines.clear();
      random = createRandom(1);
      Object.assign(conditions, calm());
    },
    close: () => caller.close(),
  };
}

function calm(): WebhookConditions {
  return { ...CALM, dropDeactivated: false };
}

function activeWebhook({ database }: Tenant, family: WebhookFamily, id: number): Row | undefined {
  const webhook = database.row(family.webhooks, id);
  return webhook?.values['isActive'] === true ? webhook : undefined;
}
