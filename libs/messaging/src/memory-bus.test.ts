import { systemClock } from '@psa-bridge/core';
import { describeDelivery } from '../test/bus-contract.ts';
import { QUICK_BACKOFF, type BusUnderTest } from '../test/bus-harness.ts';
import { describeMembership } from '../test/membership-contract.ts';
import { createMemoryBus } from './memory-bus.ts';

const memory: BusUnderTest = {
  name: 'memory bus',
  prefix: 'test',
  createBus: (kind) => {
    const drainMs = kind === 'impatient' ? 200 : 60_000;
    return Promise.resolve(createMemoryBus({ clock: systemClock, backoff: QUICK_BACKOFF, drainMs }));
  },
};

describeDelivery(memory);
describeMembership(memory);
