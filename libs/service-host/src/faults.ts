import { armPoints, noFaults, type ArmedPoints, type FaultPoint } from '@psa-bridge/core';
import type { ConsumerDefinition, MessageBus } from '@psa-bridge/messaging';

/** Kills this process as a power cut would when it reaches the point: for proving that nothing is lost or made twice. */
export function armedPoints(point: FaultPoint | undefined): ArmedPoints {
  if (point === undefined) return noFaults;
  return armPoints({ [point]: { action: () => void process.kill(process.pid, 'SIGKILL') } });
}

/** The bus with a point on either side of the broker: what is published is written but not sent, or sent but not noted as sent. */
export function withPublishFaults(bus: MessageBus, faults: ArmedPoints): MessageBus {
  return {
    ...bus,
    async publish(topic, messages) {
      await faults.reach('before_publish');
      await bus.publish(topic, messages);
      await faults.reach('after_publish');
    },
  };
}

/** The consumer with a point where a message is handled and its offset is not stored yet. */
export function withOffsetFault(consumer: ConsumerDefinition, faults: ArmedPoints): ConsumerDefinition {
  const subscriptions = consumer.subscriptions.map(({ type, handle }) => ({
    type,
    handle: async (...message: Parameters<typeof handle>) => {
      const outcome = await handle(...message);
      await faults.reach('before_offset_commit');
      return outcome;
    },
  }));
  return { ...consumer, subscriptions };
}
