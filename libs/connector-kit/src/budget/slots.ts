import { newId, rateLimited, type Clock } from '@psa-bridge/core';
import type { CollectionSpec, DocumentStore, Draft, Stored } from '@psa-bridge/persistence';
import { LANES } from '../definition/lanes.ts';
import type { BudgetKey } from './budget.ts';
import { contended } from './contended.ts';

export interface SlotDocument extends Stored {
  /** Calls in flight; one whose process died lapses. */
  holders: readonly { id: string; until: Date }[];
  /** Urgent calls, of whichever replica, that found no place: what is less urgent leaves the next ones to them. */
  waiting?: readonly { id: string; rank: number; until: Date }[];
}

export interface SlotRequest {
  of: BudgetKey;
  /** The endpoint group. */
  group: string;
  /** A holder that says nothing for so long has died, in milliseconds. */
  holdMs: number;
  /** 0 goes first. */
  rank: number;
  signal?: AbortSignal | undefined;
}

/** At most so many calls are in flight per PSA database and endpoint group, over all replicas. */
export interface Slots {
  /**
   * Waits for its turn, the most urgent lane first.
   * @throws AppError `slots_busy` (rate_limited, with `retryAt`) when none became free within `maxWaitMs`.
   */
  enter(request: SlotRequest): Promise<() => Promise<void>>;
}

export function slotCollection(provider: string): CollectionSpec<SlotDocument> {
  return { name: `slots_${provider}`, writer: `${provider}-connector` };
}

export interface SlotsOptions {
  store: DocumentStore;
  provider: string;
  perGroup: number;
  clock: Clock;
  maxWaitMs?: number;
}

interface Waiter {
  rank: number;
  go: () => void;
}

/**
 * Tasks of this process that are inside or poll for a slot: the others wait in memory, not on the database. An urgent one is
 * not held up by those that poll in vain.
 */
interface Gate {
  inside: Waiter['rank'][];
  waiting: Waiter[];
}

const POLL_MS = 40;
/** A waiting call says so again within this time, or has given up. */
const WAITING_MS = 1_000;
/** Nobody stands back for the least urgent. */
const LAST_RANK = LANES.length - 1;

export function createSlots({ store, provider, perGroup, clock, maxWaitMs = 30_000 }: SlotsOptions): Slots {
  const documents = store.collection(slotCollection(provider));
  const gates = new Map<string, Gate>();

  const change = (of: BudgetKey, name: string, next: (doc: SlotDocument | undefined) => Draft<SlotDocument> | undefined) =>
    contended(() => documents.forTenant(of.tenantId).mutate(name, next), clock);

  async function passGate(name: string, rank: number): Promise<() => void> {
    const gate = gates.get(name) ?? { inside: [], waiting: [] };
    gates.set(name, gate);
    const mayPass = (one: number): boolean => gate.inside.filter((other) => other <= one).length < perGroup;
    if (mayPass(rank)) gate.inside.push(rank);
    else {
      await new Promise<void>((go) => {
        const behind = gate.waiting.findIndex((other) => other.rank > rank);
        gate.waiting.splice(behind < 0 ? gate.waiting.length : behind, 0, { rank, go });
      });
    }
    return () => {
      gate.inside.splice(gate.inside.indexOf(rank), 1);
      const next = gate.waiting.findIndex((waiter) => mayPass(waiter.rank));
      for (const waiter of next < 0 ? [] : gate.waiting.splice(next, 1)) {
        gate.inside.push(waiter.rank);
        waiter.go();
      }
      if (gate.inside.length === 0) gates.delete(name);
    };
  }

  async function tryEnter({ of, rank, holdMs }: SlotRequest, name: string, holder: string): Promise<boolean> {
    const now = clock.now();
    const after = (ms: number): Date => new Date(now.getTime() + ms);
    const doc = await change(of, name, (current) => {
      const isOther = (one: { id: string; until: Date }): boolean => one.until > now && one.id !== holder;
      const holders = (current?.holders ?? []).filter(isOther);
      const waiting = (current?.waiting ?? []).filter(isOther);
      const next = { _id: name, tenantId: of.tenantId };
      if (holders.length + waiting.filter((other) => other.rank < rank).length < perGroup)
        return { ...next, holders: [...holders, { id: holder, until: after(holdMs) }], waiting };
      const known = current?.waiting?.find(({ id }) => id === holder);
      if (rank === LAST_RANK || (known && known.until > after(WAITING_MS / 2))) return undefined;
      return { ...next, holders, waiting: [...waiting, { id: holder, rank, until: after(WAITING_MS) }] };
    });
    return doc?.holders.some((other) => other.id === holder) ?? false;
  }

  async function leave(of: BudgetKey, name: string, holder: string): Promise<void> {
    await change(
      of,
      name,
      (current) => current && { ...current, holders: current.holders.filter((other) => other.id !== holder) },
    );
  }

  return {
    async enter(request) {
      const { of, group, rank, signal } = request;
      const name = `${of.tenantId}:${of.key}:${group}`;
      const holder = newId();
      const pass = await passGate(name, rank);
      try {
        const giveUpAt = clock.now().getTime() + maxWaitMs;
        while (!(await tryEnter(request, name, holder))) {
          if (clock.now().getTime() >= giveUpAt) throw slotsBusy(group, new Date(giveUpAt + POLL_MS));
          await clock.sleep(POLL_MS, signal);
        }
      } catch (error) {
        pass();
        throw error;
      }
      return async () => {
        try {
          await leave(of, name, holder);
        } finally {
          pass();
        }
      };
    },
  };
}

function slotsBusy(group: string, retryAt: Date) {
  return rateLimited('slots_busy', `All calls that the PSA allows at the same time for ${group} are in use.`, {
    retryAt,
    expected: true,
  });
}
