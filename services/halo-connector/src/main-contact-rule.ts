import type { SessionMemory } from '@psa-bridge/connector-kit';
import type { Clock } from '@psa-bridge/core';

/**
 * HaloPSA does not tell whether "Make main contact details compulsory" is on: a refusal shows it (HP-17). It is believed for some
 * minutes, so that many companies cost one refused call, and one that was switched off meanwhile is noticed.
 */
export interface MainContactRule {
  isDemanded(): Promise<boolean>;
  wasDemanded(): Promise<void>;
  wasNotDemanded(): Promise<void>;
}

const BELIEVED_MS = 10 * 60 * 1000;
const KEY = 'main-contact-rule';

export function createMainContactRule({ memory, clock }: { memory: SessionMemory; clock: Clock }): MainContactRule {
  const held = (): Promise<{ until: number }> => memory.remember(KEY, Infinity, () => Promise.resolve({ until: 0 }));
  return {
    isDemanded: async () => (await held()).until > clock.now().getTime(),
    async wasDemanded() {
      (await held()).until = clock.now().getTime() + BELIEVED_MS;
    },
    async wasNotDemanded() {
      (await held()).until = 0;
    },
  };
}
