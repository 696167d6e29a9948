import { randomUUID } from 'node:crypto';
import { createDeliveries, NO_DELIVERIES, type Attempt, type DeliveryReport } from '../../http/deliveries.ts';
import type { DeliveryConditions } from '../../http/delivery-conditions.ts';
import type { Json } from '../../http/json-text.ts';
import type { Scheduler } from '../../http/scheduler.ts';
import type { Change, Row } from '../store/database.ts';
import type { Tenant } from '../tenant.ts';
import { amount, text } from '../write/proposal.ts';
import { authorizationOf } from '../write/rules/webhook.rules.ts';
import { conditionsHold, eventsOf } from './events.ts';
import { payloadOf } from './payload.ts';

export interface WebhookReport extends DeliveryReport {
  webhookId: string;
}

export interface Webhooks {
  onChange(change: Change): void;
  readonly conditions: DeliveryConditions;
  reports(): readonly WebhookReport[];
  /** Sends batches that wait for more. */
  flush(): void;
  idle(): Promise<void>;
  reset(): void;
  close(): void;
}

export interface WebhooksOptions {
  tenant: Tenant;
  scheduler: Scheduler;
  /** Divides the waits between tries and within batches. */
  timeScale: number;
}

/** One occurrence on its way to one webhook. */
interface Occurrence {
  payload: Record<string, Json>;
  notificationId: number;
  entityId: number;
}

const TIMEOUT_MS = 10_000;
const BATCH = { none: 0, time: 1, count: 2 } as const;

/** Webhooks with the notifications that are bound to them (halopsa.md 7). */
export function createWebhooks({ tenant, scheduler, timeScale }: WebhooksOptions): Webhooks {
  const deliveries = createDeliveries({ clock: tenant.clock, scheduler });
  const reports = new Map<string, WebhookReport>();
  const waiting = new Map<string, Occurrence[]>();

  function onChange(change: Change): void {
    const row = change.after ?? change.before;
    if (!row) return;
    for (const event of eventsOf(tenant, change))
      for (const { notification, webhook } of subscribers(tenant, event.number, row)) {
        const payload = payloadOf(tenant, { event, change, webhook, notification });
        queue(webhook, { payload, notificationId: notification.id, entityId: row.id });
      }
  }

  function queue(webhook: Row, occurrence: Occurrence): void {
    const method = amount(webhook.values['batch_method']);
    const guid = text(webhook.values['guid']);
    if (method === BATCH.none) return send(webhook, [occurrence], false);
    const batch = [...(waiting.get(guid) ?? []), occurrence];
    waiting.set(guid, batch);
    if (method === BATCH.count && batch.length >= amount(webhook.values['batch_limit'])) return flushOne(guid);
    if (method === BATCH.time && batch.length === 1) {
      const delayMs = (amount(webhook.values['batch_delay_seconds']) * 1_000) / timeScale;
      deliveries.alongside(scheduler.sleep(delayMs).then(() => flushOne(guid)));
    }
  }

  function flushOne(guid: string): void {
    const batch = waiting.get(guid) ?? [];
    waiting.delete(guid);
    const webhook = tenant.database.byGuid('Webhook', guid);
    if (webhook && batch.length > 0) send(webhook, batch, true);
  }

  function send(webhook: Row, batch: readonly Occurrence[], isArray: boolean): void {
    const webhookId = text(webhook.values['guid']);
    const report = reports.get(webhookId) ?? { webhookId, ...NO_DELIVERIES };
    reports.set(webhookId, report);
    const payloads = batch.map(({ payload }) => payload);
    const body = JSON.stringify(isArray ? payloads : payloads[0]);
    const { webhookRetries, webhookRetryMs } = tenant.switches;
    deliveries.send({
      callout: { url: text(webhook.values['url']), headers: authorizationOf(webhook.values), body, timeoutMs: TIMEOUT_MS },
      report,
      waitsMs: Array<number>(webhookRetries).fill(webhookRetryMs / timeScale),
      isRetried: () => true,
      onAttempt: (attempt) => logAttempt(tenant, { webhookId, body, attempt, first: batch[0] }),
      onDelivered: () => tenant.database.amend('Webhook', webhook.id, { failures: 0, last_status: 'OK' }),
      onAbandoned: () => countFailure(tenant, webhook.id),
    });
  }

  return {
    onChange,
    conditions: deliveries.conditions,
    reports: () => [...reports.values()].map((report) => ({ ...report })),
    flush: () => [...waiting.keys()].forEach(flushOne),
    idle: deliveries.idle,
    reset() {
      reports.clear();
      waiting.clear();
      deliveries.reset();
    },
    close: deliveries.close,
  };
}

function subscribers({ database }: Tenant, eventNumber: number, row: Row): { notification: Row; webhook: Row }[] {
  return database
    .filter('Notification', (one) => one.values['eventno'] === eventNumber && conditionsHold(one, row))
    .flatMap((notification) => {
      const webhook = database.byGuid('Webhook', text(notification.values['webhook_id']));
      const isOn = webhook?.values['active'] === true && webhook.values['disabled'] !== true;
      return webhook && isOn ? [{ notification, webhook }] : [];
    });
}

/** After so many failures in a row it is switched off; 0 never. */
function countFailure({ database, switches }: Tenant, id: number): void {
  const values = database.row('Webhook', id)?.values;
  if (!values) return;
  const failures = amount(values['failures']) + 1;
  const limit = amount(values['auto_disable_attempts']);
  database.amend('Webhook', id, {
    failures,
    last_status: 'Failed',
    ...(limit > 0 && failures >= limit ? DISABLED[switches.autoDisableShows] : {}),
  });
}

const DISABLED = {
  both: { active: false, disabled: true },
  disabled: { disabled: true },
  inactive: { active: false },
} as const;

const LONGEST_LOG = 1_000;

/** What `/WebhookEvent` lists; the credentials that were sent stay out of it. */
function logAttempt(
  { database, clock, switches }: Tenant,
  { webhookId, body, attempt, first }: { webhookId: string; body: string; attempt: Attempt; first: Occurrence | undefined },
): void {
  const { status, error = null, startedAt } = attempt;
  const table = database.table('WebhookEvent');
  const values = {
    guid: randomUUID(),
    webhook_id: webhookId,
    notification_id: first?.notificationId ?? null,
    entity_id: first?.entityId ?? null,
    timestamp: startedAt.toISOString(),
    status: status >= 200 && status < 300 ? 1 : 2,
    duration: clock.now().getTime() - startedAt.getTime(),
    requestbody: switches.lightweightWebhookLogs ? null : body,
    responsestatus: status,
    error,
  };
  table.insert((id) => ({ id, values, custom: {} }));
  const [oldest] = table.walk({});
  if (table.size > LONGEST_LOG && oldest) table.remove(oldest.id);
}
