import { LANES } from '../definition/lanes.ts';
import type { WorkRow } from './row.ts';

/**
 * Rows that can be claimed now, in memory: lane before lane, and within a lane the integrations take turns, so that neither a
 * bulk job nor one tenant stands before the others. Bounded: what does not fit stays in the database and is found again.
 */
export interface ReadyQueue {
  /** False when there is no room (a more urgent row takes the place of a less urgent one). */
  add(row: WorkRow): boolean;
  /** The next row that may run, taken out. */
  take(mayRun: (row: WorkRow) => boolean): WorkRow | undefined;
  /** Takes out all that cannot run for now: they stay in the database. */
  purge(isStuck: (row: WorkRow) => boolean): void;
  size(): number;
  sizeOf(integrationId: string): number;
}

/** The rows of one integration in one lane, oldest first. */
type Line = Map<string, WorkRow>;

export function createReadyQueue({ capacity }: { capacity: number }): ReadyQueue {
  const lanes = LANES.map(() => new Map<string, Line>());
  const laneOf = new Map<string, number>();
  const counts = new Map<string, number>();

  function drop(row: WorkRow, rank: number): void {
    const lane = lanes[rank];
    const line = lane?.get(row.integrationId);
    line?.delete(row._id);
    if (line?.size === 0) lane?.delete(row.integrationId);
    laneOf.delete(row._id);
    const left = (counts.get(row.integrationId) ?? 1) - 1;
    if (left === 0) counts.delete(row.integrationId);
    else counts.set(row.integrationId, left);
  }

  /** Makes room by giving up a row of a less urgent lane, else one of the integration that has the most by far. */
  function makeRoom(newcomer: WorkRow): boolean {
    const ranks = lanes
      .map((_, rank) => rank)
      .filter((rank) => rank >= newcomer.lane)
      .reverse();
    for (const rank of ranks) {
      const given = rank > newcomer.lane ? firstOf(lanes[rank]) : firstOfLargest(lanes[rank], newcomer.integrationId);
      if (!given) continue;
      drop(given, rank);
      return true;
    }
    return false;
  }

  function firstOf(lane: Map<string, Line> | undefined): WorkRow | undefined {
    const [line] = lane?.values() ?? [];
    return line?.values().next().value;
  }

  function firstOfLargest(lane: Map<string, Line> | undefined, than: string): WorkRow | undefined {
    const own = counts.get(than) ?? 0;
    const [largest] = [...(lane?.keys() ?? [])].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
    if (largest === undefined || (counts.get(largest) ?? 0) <= own + 1) return undefined;
    return [...(lane?.get(largest)?.values() ?? [])].at(-1);
  }

  function takeFrom(lane: Map<string, Line>, rank: number, mayRun: (row: WorkRow) => boolean): WorkRow | undefined {
    for (const [integrationId, line] of lane) {
      const [row] = line.values();
      if (!row || !mayRun(row)) continue;
      drop(row, rank);
      const rest = lane.get(integrationId);
      if (rest) {
        lane.delete(integrationId);
        lane.set(integrationId, rest);
      }
      return row;
    }
    return undefined;
  }

  function insert(row: WorkRow): void {
    const lane = lanes[row.lane];
    const line = lane?.get(row.integrationId) ?? new Map<string, WorkRow>();
    line.set(row._id, row);
    lane?.set(row.integrationId, line);
    laneOf.set(row._id, row.lane);
    counts.set(row.integrationId, (counts.get(row.integrationId) ?? 0) + 1);
  }

  function known(row: WorkRow): WorkRow | undefined {
    const rank = laneOf.get(row._id);
    return rank === undefined ? undefined : lanes[rank]?.get(row.integrationId)?.get(row._id);
  }

  return {
    add(row) {
      const old = known(row);
      if (old && old.version >= row.version) return true;
      if (old) drop(old, old.lane);
      if (laneOf.size >= capacity && !makeRoom(row)) return false;
      insert(row);
      return true;
    },
    take(mayRun) {
      for (const [rank, lane] of lanes.entries()) {
        const row = takeFrom(lane, rank, mayRun);
        if (row) return row;
      }
      return undefined;
    },
    purge(isStuck) {
      const all = lanes.flatMap((lane) => [...lane.values()].flatMap((line) => [...line.values()]));
      for (const row of all.filter(isStuck)) drop(row, row.lane);
    },
    size: () => laneOf.size,
    sizeOf: (integrationId) => counts.get(integrationId) ?? 0,
  };
}
