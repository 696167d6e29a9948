import type { Clock, Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';
import type { Collection } from '@psa-bridge/persistence';
import { createPeriodicTask } from '@psa-bridge/service-host';
import type { Delivery } from '../../domain/partner/delivery.ts';
import type { DeliverDue, NextLook } from './deliver-due.ts';
import type { WebhookDispatch } from './ports.ts';

export interface DispatchDeps {
  deliveries: Collection<Delivery>;
  deliverDue: DeliverDue;
  clock: Clock;
  logger: Logger;
}

/** What other replicas left, and what became due again, is looked for so often. */
const LOOK_EVERY_MS = 5_000;
/** Endpoints that one replica sends to at the same time. */
const MOST_ENDPOINTS = 200;

interface Alarm extends NextLook {
  cancel(): void;
}

/** Keeps an eye on every endpoint for which something waits; each is served by itself. */
export function createWebhookDispatch({ deliveries, deliverDue, clock, logger }: DispatchDeps): WebhookDispatch & Component {
  const running = new Map<string, Promise<void>>();
  /** Woken while they ran. */
  const again = new Set<string>();
  const alarms = new Map<string, Alarm>();
  let stopping = new AbortController();

  function begin(endpointId: string): void {
    if (running.has(endpointId)) again.add(endpointId);
    else if (running.size < MOST_ENDPOINTS && !stopping.signal.aborted) running.set(endpointId, serve(endpointId));
  }

  async function serve(endpointId: string): Promise<void> {
    try {
      const next = await deliverDue(endpointId, stopping.signal);
      if (next && next.at > clock.now()) setAlarm(endpointId, next);
    } catch (error) {
      if (!stopping.signal.aborted) logger.error({ endpointId, error }, 'webhook_dispatch_failed');
    } finally {
      running.delete(endpointId);
    }
    if (again.delete(endpointId) && !alarms.get(endpointId)?.held) begin(endpointId);
  }

  function setAlarm(endpointId: string, next: NextLook): void {
    alarms.get(endpointId)?.cancel();
    const cancelled = new AbortController();
    const signal = AbortSignal.any([cancelled.signal, stopping.signal]);
    alarms.set(endpointId, { ...next, cancel: () => cancelled.abort(new Error('another time')) });
    clock.sleep(next.at.getTime() - clock.now().getTime(), signal).then(
      () => release(endpointId),
      () => undefined,
    );
  }

  function release(endpointId: string): void {
    alarms.get(endpointId)?.cancel();
    alarms.delete(endpointId);
    begin(endpointId);
  }

  async function look(): Promise<void> {
    const due = await deliveries
      .acrossTenants('whoever sends serves all tenants')
      .countBy('endpointId', { state: 'waiting', dueAt: { $lte: clock.now() } });
    for (const id of due.keys()) if (!alarms.get(id)?.held && !running.has(id)) begin(id);
  }

  const task = createPeriodicTask({ name: 'webhook-dispatch', everyMs: LOOK_EVERY_MS, run: look, clock, logger });
  return {
    name: task.name,
    wake(endpointIds) {
      for (const id of endpointIds) if (!alarms.get(id)?.held) begin(id);
    },
    release,
    start() {
      stopping = new AbortController();
      return task.start?.();
    },
    async stop() {
      stopping.abort(new Error('stopping'));
      await task.stop?.();
      await Promise.all(running.values());
    },
  };
}
