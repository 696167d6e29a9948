import { armPoints, FAULT_POINTS, noFaults, type ArmedPoints, type FaultPoint } from '@psa-bridge/connector-kit';
import type { Platform } from '@psa-bridge/service-host';

/** Kills this process as a power cut would when it reaches the point: for proving that nothing is lost or made twice. */
export function armedPoints(point: string | undefined): ArmedPoints {
  if (!isFaultPoint(point)) return noFaults;
  return armPoints({ [point]: { action: () => void process.kill(process.pid, 'SIGKILL') } });
}

function isFaultPoint(text: string | undefined): text is FaultPoint {
  return FAULT_POINTS.some((point) => point === text);
}

/** The bus with the point that lies between the broker's answer and the note of it in the outbox. */
export function withPublishFault(bus: Platform['bus'], faults: ArmedPoints): Platform['bus'] {
  return {
    ...bus,
    async publish(topic, messages) {
      await bus.publish(topic, messages);
      await faults.reach('after_publish');
    },
  };
}
