import { systemClock } from '@psa-bridge/core';
import { QUICK_BACKOFF } from '../test/bus-harness.ts';
import { describeRuntime } from '../test/runtime-contract.ts';
import { createMemoryBus } from './memory-bus.ts';

describeRuntime({
  name: 'memory bus',
  prefix: 'test',
  createBus: () => Promise.resolve(createMemoryBus({ clock: systemClock, backoff: QUICK_BACKOFF })),
});
