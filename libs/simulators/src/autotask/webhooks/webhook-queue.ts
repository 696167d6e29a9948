import { createHmac } from 'node:crypto';
import type { Caller } from '../../http/callout.ts';
import { isStruck, type DeliveryConditions } from '../../http/delivery-conditions.ts';
import type { Scheduler } from '../../http/scheduler.ts';
import type { Row } from '../store/table.ts';
import type { WebhookEvent } from './webhook-event.ts';
import { webhookJson } from './webhook-json.ts';

/** How deliveries fare; set by control operations. */
export interface WebhookConditions extends DeliveryConditions {
  /** The Deactivated calls are lost: they have one try and nobody answers for them. */
  dropDeactivated: boolean;
}

export interface QueueOptions {
  webhookId: number;
  caller: Caller;
  scheduler: Scheduler;
  /** Between two tries: 30 s (autotask.md 6.5). */
  retryMs: number;
  conditions: WebhookConditions;
  /** A number in [0, 1). */
  chance(): number;
  /** The webhook as it is now; undefined once it is deleted or inactive. */
  webhook(): Row | undefined;
  /** Whether deliveries have to wait, because the tenant is over its threshold. */
  isHeldBack(): boolean;
  onDelivered(): void;
  /** After the last try. */
  onAbandoned(event: QueuedEvent, error: string): void;
}

export interface QueuedEvent {
  sequence: number;
  payload: string;
}

export interface QueueReport {
  webhookId: number;
  sequence: number;
  waiting: number;
  delivered: number;
  duplicated: number;
  dropped: number;
  failedAttempts: number;
}

export interface WebhookQueue {
  push(event: WebhookEvent): void;
  report(): QueueReport;
  /** Resolves when nothing waits. */
  idle(): Promise<void>;
}

const TRIES = 5;
const TIMEOUT_MS = 10_000;

/** Delivers the events of one webhook one after the other: a failing one is tried five times, and the later ones wait. */
export function createWebhookQueue(options: QueueOptions): WebhookQueue {
  const waiting: QueuedEvent[] = [];
  const report: QueueReport = {
    webhookId: options.webhookId,
    sequence: 0,
    waiting: 0,
    delivered: 0,
    duplicated: 0,
    dropped: 0,
    failedAttempts: 0,
  };
  let worker: Promise<void> | undefined;

  async function work(): Promise<void> {
    for (let event = waiting[0]; event; event = waiting[0]) {
      if (!options.webhook()) waiting.length = 0;
      else await deliver(options, report, event);
      waiting.shift();
    }
  }

  function startWork(): void {
    worker ??= work()
      .catch(() => undefined)
      .finally(() => {
        worker = undefined;
      });
  }

  return {
    push(event) {
      report.sequence += 1;
      const payload = webhookJson({ ...event, SequenceNumber: report.sequence });
      if (isStruck(options.conditions, 'drop', options.chance)) {
        report.dropped += 1;
        return;
      }
      waiting.push({ sequence: report.sequence, payload });
      startWork();
    },
    report: () => ({ ...report, waiting: waiting.length }),
    async idle() {
      while (worker) await worker;
    },
  };
}

async function deliver(options: QueueOptions, report: QueueReport, event: QueuedEvent): Promise<void> {
  const { scheduler, retryMs, conditions } = options;
  await scheduler.sleep(conditions.delayMs);
  for (let attempt = 1; ; attempt += 1) {
    while (options.isHeldBack()) await scheduler.sleep(retryMs);
    const error = await attemptDelivery(options, event);
    if (error === undefined) break;
    report.failedAttempts += 1;
    if (attempt === TRIES) return options.onAbandoned(event, error);
    await scheduler.sleep(retryMs);
    if (!options.webhook()) return;
  }
  report.delivered += 1;
  options.onDelivered();
  if (!isStruck(conditions, 'duplicate', options.chance)) return;
  report.duplicated += 1;
  await attemptDelivery(options, event);
}

/** @returns what went wrong; undefined for any 2xx within 10 s */
async function attemptDelivery(
  { caller, scheduler, webhook }: QueueOptions,
  { payload }: QueuedEvent,
): Promise<string | undefined> {
  const values = webhook()?.values;
  if (!values) return 'The webhook is not active.';
  const signal = scheduler.signal();
  try {
    const headers = { 'x-hook-signature': sign(String(values['secretKey']), payload) };
    const status = await caller.post({
      url: String(values['webhookUrl']),
      headers,
      body: payload,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    return status >= 200 && status < 300 ? undefined : `The receiver answered ${status}.`;
  } catch (error) {
    signal.throwIfAborted();
    return error instanceof Error ? error.message : String(error);
  }
}

/** Base64 of HMAC-SHA1 over the raw body (autotask.md 6.4). */
export function sign(secretKey: string, body: string): string {
  return `sha1=${createHmac('sha1', secretKey).update(body, 'utf8').digest('base64')}`;
}
