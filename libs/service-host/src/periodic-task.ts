import type { Clock, Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';

export interface PeriodicTaskOptions {
  name: string;
  /** From the end of one run to the start of the next. */
  everyMs: number;
  /** One run; a rejection is logged and the next run comes all the same. */
  run: (signal: AbortSignal) => Promise<void>;
  clock: Clock;
  logger: Logger;
}

export interface PeriodicTask extends Component {
  /** Runs at once, or once more when it is running: for work that was just made. */
  wake(): void;
}

/** Something done again and again while the service runs; stopping aborts the pause and waits for the run. */
export function createPeriodicTask({ name, everyMs, run, clock, logger }: PeriodicTaskOptions): PeriodicTask {
  let stopping = new AbortController();
  let pause = new AbortController();
  let isWoken = false;
  let running: Promise<void> | undefined;

  async function runOnce(): Promise<void> {
    isWoken = false;
    try {
      await run(stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) logger.error({ task: name, error }, 'periodic_task_failed');
    }
  }

  async function rest(): Promise<void> {
    if (isWoken || stopping.signal.aborted) return;
    pause = new AbortController();
    await clock.sleep(everyMs, pause.signal).catch(() => undefined);
  }

  async function loop(): Promise<void> {
    while (!stopping.signal.aborted) {
      await runOnce();
      await rest();
    }
  }

  return {
    name,
    start() {
      stopping = new AbortController();
      running = loop();
    },
    async stop() {
      stopping.abort(new Error(`${name} is stopping`));
      pause.abort();
      await running;
    },
    wake() {
      isWoken = true;
      pause.abort();
    },
  };
}
