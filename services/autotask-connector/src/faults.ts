import { armPoints, FAULT_POINTS, noFaults, type ArmedPoints, type FaultPoint } from '@psa-bridge/connector-kit';

/** Kills this process as a power cut would when it reaches the point: for proving that nothing is lost or made twice. */
export function armedPoints(point: string | undefined): ArmedPoints {
  if (!isFaultPoint(point)) return noFaults;
  return armPoints({ [point]: { action: () => void process.kill(process.pid, 'SIGKILL') } });
}

function isFaultPoint(text: string | undefined): text is FaultPoint {
  return FAULT_POINTS.some((point) => point === text);
}
