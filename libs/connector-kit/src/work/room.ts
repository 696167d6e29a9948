/** Rows that one process works on at the same time, of all integrations and of one. */
export const WORKERS = 16;
export const WORKERS_PER_INTEGRATION = 6;

/** How many rows a process is at, and how many it may be at. */
export interface Occupation {
  own: number;
  all: number;
  workers: number;
  workersPerIntegration: number;
}

/** Whether a row of this lane may be begun: one worker is kept for what is urgent, of the process and of the integration. */
export function hasRoom(lane: number, { own, all, workers, workersPerIntegration }: Occupation): boolean {
  const spare = lane === 0 ? 0 : 1;
  return own < workersPerIntegration - spare && all < workers - spare;
}
