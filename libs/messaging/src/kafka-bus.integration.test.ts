import { afterAll } from '@jest/globals';
import { systemClock } from '@psa-bridge/core';
import { captureLogger, realBackend } from '@psa-bridge/testing';
import { describeDelivery } from '../test/bus-contract.ts';
import { QUICK_BACKOFF, type BusUnderTest } from '../test/bus-harness.ts';
import { describeMembership } from '../test/membership-contract.ts';
import { describeRuntime } from '../test/runtime-contract.ts';
import { createKafkaBus } from './kafka-bus.ts';

const { kafkaBrokers, prefix, cleanUp } = realBackend('messaging');
afterAll(cleanUp);

const kafka: BusUnderTest = {
  name: 'Kafka bus',
  prefix,
  async createBus(kind) {
    const bus = createKafkaBus({
      brokers: kafkaBrokers,
      clientId: prefix,
      clock: systemClock,
      logger: captureLogger().logger,
      backoff: QUICK_BACKOFF,
      timings: {
        sessionTimeoutMs: 60_000,
        rebalanceTimeoutMs: kind === 'impatient' ? 2_000 : 60_000,
        heartbeatMs: 300,
        maxWaitMs: 100,
      },
    });
    await bus.start();
    return bus;
  },
};

describeDelivery(kafka);
describeMembership(kafka);
describeRuntime(kafka);
