import { toAppError, type Clock, type Component } from '@psa-bridge/core';
import type { Logger } from '@psa-bridge/observability';

export interface TakeUpOptions {
  provider: string;
  /** Each looks for work of its kind that nobody is at any more, and ends it or goes on with it. */
  begun: readonly (() => Promise<void> | undefined)[];
  /** How often it is looked. */
  everyMs: number;
  clock: Clock;
  logger: Logger;
}

/** Goes on with what a person began and a killed process left, so that nobody has to ask for it again. */
export function createTakeUp({ provider, begun, everyMs, clock, logger }: TakeUpOptions): Component {
  const stopping = new AbortController();
  let loop: Promise<void> | undefined;

  async function keepTurning(): Promise<void> {
    while (!stopping.signal.aborted) {
      for (const takeUp of begun)
        await takeUp()?.catch((error: unknown) => logger.warn({ code: toAppError(error).code }, 'take_up_interrupted'));
      await clock.sleep(everyMs, stopping.signal).catch(() => undefined);
    }
  }

  return {
    name: `take-up:${provider}`,
    start() {
      loop = keepTurning();
    },
    async stop() {
      stopping.abort();
      await loop;
    },
  };
}
