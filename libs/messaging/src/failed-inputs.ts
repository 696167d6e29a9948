import { partitionKey } from './partition-pauses.ts';
import type { ReceivedMessage } from './port.ts';

/** What is known of a message that failed before. */
export interface FailedInput {
  offset: bigint;
  /** Tries that failed, for whatever reason. */
  tries: number;
  /** Of these, the tries that were not for waiting. */
  faults: number;
  firstFailedAt: Date;
}

/** The message that each partition stands at, where it failed. Nothing is kept of messages that were handled. */
export interface FailedInputs {
  /** How often this message failed; 0 for a new one. */
  triesOf(message: ReceivedMessage): number;
  failed(message: ReceivedMessage, failure: { isFault: boolean; at: Date }): FailedInput;
  handled(message: ReceivedMessage): void;
}

export function createFailedInputs(): FailedInputs {
  const inputs = new Map<string, FailedInput>();

  function of(message: ReceivedMessage): FailedInput | undefined {
    if (inputs.size === 0) return undefined;
    const input = inputs.get(partitionKey(message));
    return input?.offset === message.offset ? input : undefined;
  }

  return {
    triesOf: (message) => of(message)?.tries ?? 0,
    failed(message, { isFault, at }) {
      const before = of(message) ?? { offset: message.offset, tries: 0, faults: 0, firstFailedAt: at };
      const input = { ...before, tries: before.tries + 1, faults: before.faults + (isFault ? 1 : 0) };
      inputs.set(partitionKey(message), input);
      return input;
    },
    handled(message) {
      if (inputs.size > 0) inputs.delete(partitionKey(message));
    },
  };
}
