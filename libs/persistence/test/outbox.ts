import type { BusMessage } from '@psa-bridge/contracts';
import { unavailable } from '@psa-bridge/core';
import type { Metrics } from '@psa-bridge/observability';

/** A broker that keeps what it got and can be told to be down or to hold its answers back. */
export function createTestBroker() {
  const log: { topic: string; id: string; tenantId: string }[] = [];
  let isDown = false;
  let gate: Promise<void> | undefined;

  return {
    log,
    ids: (): string[] => log.map(({ id }) => id),
    setDown: (down: boolean): void => void (isDown = down),
    /** Holds every answer back until the returned function is called. */
    hold(): () => void {
      let open: () => void = () => undefined;
      gate = new Promise((resolve) => {
        open = () => {
          gate = undefined;
          resolve();
        };
      });
      return open;
    },
    async publish(topic: string, messages: BusMessage[]): Promise<void> {
      await gate;
      if (isDown) throw unavailable('broker_down', 'The broker does not answer.');
      log.push(...messages.map(({ headers }) => ({ topic, id: headers['ce_id'] ?? '', tenantId: headers['ce_tenantid'] ?? '' })));
    },
  };
}

/** Keeps the last value of each gauge and the sum of each counter, by name and labels. */
export function createTestMetrics(): Metrics & { values: Map<string, number> } {
  const values = new Map<string, number>();
  const key = (name: string, labels: object = {}): string => [name, ...Object.values(labels)].join(' ');
  return {
    values,
    count: (name, labels, by = 1) => void values.set(key(name, labels), (values.get(key(name, labels)) ?? 0) + by),
    gauge: (name, value, labels) => void values.set(key(name, labels), value),
    gaugeAll: () => undefined,
    observe: () => undefined,
    read: () => Promise.resolve([]),
    expose: () => Promise.resolve(''),
    contentType: 'text/plain',
  };
}
