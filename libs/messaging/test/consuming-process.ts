import { parseArgs } from 'node:util';
import { systemClock } from '@psa-bridge/core';
import { events } from '@psa-bridge/contracts';
import { createLogger, createMetrics } from '@psa-bridge/observability';
import { createConsumerRuntime, createKafkaBus, defineConsumer, on } from '../src/index.ts';

/**
 * A process that consumes hints and says so line by line, to be killed by a test; at one message it can be made to hang. Its
 * group notices after `session` milliseconds that it is gone.
 */
const { values } = parseArgs({
  options: {
    brokers: { type: 'string', default: '' },
    topic: { type: 'string', default: '' },
    hang: { type: 'string' },
    session: { type: 'string', default: '6000' },
  },
});
const { brokers, topic: name, hang, session } = values;

const logger = createLogger({ service: 'consuming-process', level: 'warn' });
const bus = createKafkaBus({
  brokers: brokers.split(','),
  clientId: 'consuming-process',
  clock: systemClock,
  logger,
  timings: { sessionTimeoutMs: Number(session), rebalanceTimeoutMs: 6_000, heartbeatMs: 500, maxWaitMs: 100 },
});
const topic = { name, cleanup: 'delete' as const, retentionHours: 1, partitions: 3 };
const handle = on(events.entityHint, async ({ externalId }) => {
  if (externalId === hang) {
    console.log(`hanging at ${externalId}`);
    await new Promise(() => undefined);
  }
  await systemClock.sleep(5);
  console.log(`handled ${externalId}`);
});

await bus.start();
await createConsumerRuntime({
  bus,
  clock: systemClock,
  logger,
  metrics: createMetrics({ processMetrics: false }),
  consumers: [defineConsumer({ group: `${name}.group`, topic, subscriptions: [handle] })],
}).start();
console.log('consuming');
