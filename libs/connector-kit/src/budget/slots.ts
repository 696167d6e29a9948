import { newId, rateLimited, type Clock } from '@psa-bridge/core';
import type { CollectionSpec, DocumentStore, Draft, Stored } from '@psa-bridge/persistence';
import type { BudgetKey } from './budget.ts';
import { contended } from './contended.ts';

export interface SlotDocument extends Stored {
  /** Calls in flight; one whose process died lapses. */
  holders: readonly { id: string; until: Date }[];
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

/** Tasks of this process that are inside or poll for a slot: the others wait in memory, not on the database. */
interface Gate {
  inside: number;
  waiting: Waiter[];
}

const POLL_MS = 40;

export function createSlots({ store, provider, perGroup, clock, maxWaitMs = 30_000 }: SlotsOptions): Slots {
  const documents = store.collection(slotCollection(provider));
  const gates = new Map<string, Gate>();

  const change = (of: BudgetKey, name: string, next: (doc: SlotDocument | undefined) => Draft<SlotDocument> | undefined) =>
    contended(() => documents.forTenant(of.tenantId).mutate(name, next), clock);

  async function passGate(name: string, rank: number): Promise<() => void> {
    const gate = gates.get(name) ?? { inside: 0, waiting: [] };
    gates.set(name, gate);
    if (gate.inside >= perGroup) {
      await new Promise<void>((go) => {
        const behind = gate.waiting.findIndex((other) => other.rank > rank);
        gate.waiting.splice(behind < 0 ? gate.waiting.length : behind, 0, { rank, go });
      });
    } else gate.inside += 1;
    return () => {
      const next = gate.waiting.shift();
      if (next) next.go();
      else gate.inside -= 1;
      if (gate.inside === 0) gates.delete(name);
    };
  }

  async function tryEnter(of: BudgetKey, name: string, holder: string, holdMs: number): Promise<boolean> {
    const now = clock.now();
    const doc = await change(of, name, (current) => {
      const holders = (current?.holders ?? []).filter((other) => other.until > now && other.id !== holder);
      if (holders.length >= perGroup) return undefined;
      return { _id: name, tenantId: of.tenantId, holders: [...holders, { id: holder, until: new Date(now.getTime() + holdMs) }] };
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
    async enter({ of, group, holdMs, rank, signal }) {
      const name = `${of.tenantId}:${of.key}:${group}`;
      const holder = newId();
      const pass = await passGate(name, rank);
      try {
        const giveUpAt = clock.now().getTime() + maxWaitMs;
        while (!(await tryEnter(of, name, holder, holdMs))) {
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
