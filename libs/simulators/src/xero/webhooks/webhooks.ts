import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createLoopbackCaller } from '../../http/callout.ts';
import { createDeliveries, NO_DELIVERIES, type DeliveryReport } from '../../http/deliveries.ts';
import type { DeliveryConditions } from '../../http/delivery-conditions.ts';
import type { Scheduler } from '../../http/scheduler.ts';
import { nowMs, type Platform } from '../platform.ts';
import type { Book } from '../store/book.ts';
import type { Change } from '../write/writing.ts';
import { eventsOf, type WebhookEvent } from './events.ts';

/** What a webhook URL made of the bodies by which Xero tries it (xero.md 16). */
export interface HandshakeReport {
  isActive: boolean;
  answers: readonly { isSigned: boolean; status: number }[];
}

export interface WebhookReport extends DeliveryReport {
  url: string;
  isActive: boolean;
}

export interface Webhooks {
  onWritten(book: Book, changes: readonly Change[]): void;
  /** Saves the URL of the app and tries it. */
  register(url: string): Promise<HandshakeReport>;
  readonly conditions: DeliveryConditions;
  report(): WebhookReport | undefined;
  idle(): Promise<void>;
  reset(): void;
  close(): void;
}

export interface WebhooksOptions {
  platform: Platform;
  scheduler: Scheduler;
  /** Divides the waits between tries. */
  timeScale: number;
  /** Whether the app may see this organisation. */
  isConnected(book: Book): boolean;
  origin(): string;
}

const TIMEOUT_MS = 5_000;
const MINUTE_MS = 60_000;
/** Within 24 hours: the document has no figures of its own. */
const RARER_MS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE_MS);
const QUARTERLY_MS = [0, ...Array<number>(96).fill(15 * MINUTE_MS)];
const HANDSHAKE = [true, false, true, false];

/** One webhook of the app, for every organisation that is connected. */
export function createWebhooks({ platform, scheduler, timeScale, isConnected, origin }: WebhooksOptions): Webhooks {
  const deliveries = createDeliveries({ clock: platform.clock, scheduler });
  const caller = createLoopbackCaller(platform.clock);
  let hook: WebhookReport | undefined;
  let sequence = 0;

  function headersFor(body: string, isSigned = true): Record<string, string> {
    const key = isSigned ? platform.credentials.webhookKey : randomUUID();
    return { 'x-xero-signature': createHmac('sha256', key).update(body).digest('base64') };
  }

  function send(to: WebhookReport, events: readonly WebhookEvent[]): void {
    const first = sequence + 1;
    sequence += events.length;
    const body = bodyOf(events, first, sequence);
    const waits = platform.switches.webhookRetries === 'rarer' ? RARER_MS : QUARTERLY_MS;
    deliveries.send({
      callout: { url: to.url, headers: headersFor(body), body, timeoutMs: TIMEOUT_MS },
      report: to,
      waitsMs: waits.map((ms) => ms / timeScale),
      isRetried: () => true,
      onAbandoned() {
        to.isActive = false;
      },
    });
  }

  async function tryOnce(url: string, isSigned: boolean): Promise<{ isSigned: boolean; status: number }> {
    const body = bodyOf([], 0, 0);
    const callout = { url, headers: headersFor(body, isSigned), body, timeoutMs: TIMEOUT_MS, signal: scheduler.signal() };
    const status = await caller.post(callout).catch(() => 0);
    return { isSigned, status };
  }

  return {
    onWritten(book, changes) {
      if (!hook?.isActive || !isConnected(book)) return;
      const events = eventsOf(changes, { platform, tenantId: book.organisation.guid, origin: origin(), at: nowMs(platform) });
      if (events.length > 0) send(hook, events);
    },
    async register(url) {
      const made: WebhookReport = { url, isActive: false, ...NO_DELIVERIES };
      hook = made;
      const answers = await Promise.all(HANDSHAKE.map((isSigned) => tryOnce(url, isSigned)));
      made.isActive = answers.every(({ isSigned, status }) => status === (isSigned ? 200 : 401));
      return { isActive: made.isActive, answers };
    },
    conditions: deliveries.conditions,
    report: () => (hook ? { ...hook } : undefined),
    idle: deliveries.idle,
    reset() {
      hook = undefined;
      sequence = 0;
      deliveries.reset();
    },
    close() {
      deliveries.close();
      caller.close();
    },
  };
}

function bodyOf(events: readonly WebhookEvent[], firstEventSequence: number, lastEventSequence: number): string {
  const entropy = randomBytes(10).toString('hex').toUpperCase();
  return JSON.stringify({ events, firstEventSequence, lastEventSequence, entropy });
}
