import { afterAll, afterEach, beforeAll, beforeEach, expect } from '@jest/globals';

interface Startable {
  start(): Promise<void>;
  stop(): Promise<void>;
  bugs(): readonly unknown[];
  control: { reset(): void; resetCounters(): void };
}

/** One simulator for the tests of a file: each begins at the start with a good token, and none may leave a bug behind. */
export function useOneSimulator<Simulator extends Startable, Api extends { signIn(): Promise<unknown> }>(
  make: () => Simulator,
  clientOf: (simulator: Simulator) => Api,
): { readonly simulator: Simulator; readonly api: Api } {
  let started: { simulator: Simulator; api: Api } | undefined;
  function current() {
    if (!started) throw new Error('the simulator is not started');
    return started;
  }
  beforeAll(async () => {
    const simulator = make();
    await simulator.start();
    started = { simulator, api: clientOf(simulator) };
  });
  beforeEach(async () => {
    const { simulator, api } = current();
    simulator.control.reset();
    await api.signIn();
    simulator.control.resetCounters();
  });
  afterEach(() => expect(current().simulator.bugs()).toEqual([]));
  afterAll(() => current().simulator.stop());

  return {
    get simulator() {
      return current().simulator;
    },
    get api() {
      return current().api;
    },
  };
}
