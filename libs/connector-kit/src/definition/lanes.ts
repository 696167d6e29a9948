import { Lane as WireLane } from '@psa-bridge/contracts';

/** Which share of a PSA's allowance work may use, the most urgent first (architecture rule 5). */
export const LANES = ['interactive', 'webhook', 'scheduled', 'bulk'] as const;
export type Lane = (typeof LANES)[number];

/** 0 is the most urgent. */
export function laneRank(lane: Lane): number {
  return LANES.indexOf(lane);
}

export function laneOfRank(rank: number): Lane {
  return LANES[rank] ?? 'bulk';
}

const FROM_WIRE: Readonly<Record<WireLane, Lane>> = {
  [WireLane.UNSPECIFIED]: 'interactive',
  [WireLane.INTERACTIVE]: 'interactive',
  [WireLane.WEBHOOK]: 'webhook',
  [WireLane.SCHEDULED]: 'scheduled',
  [WireLane.BULK]: 'bulk',
};

/** The lane of a command; a lane that this version does not know counts as the least urgent. */
export function laneFromWire(lane: WireLane): Lane {
  return FROM_WIRE[lane] ?? 'bulk';
}
