import { AppError, rateLimited, type Clock } from '@psa-bridge/core';
import type { Collection, CollectionSpec, DocumentStore, Draft, Stored } from '@psa-bridge/persistence';
import type { Lane } from '../definition/lanes.ts';
import type { Limits, Usage } from '../definition/limits.ts';
import { contended } from './contended.ts';
import {
  blocked,
  grant,
  permitTtlMs,
  prune,
  sliceMs,
  withSpent,
  withRefusal,
  withUsage,
  type BudgetState,
  type Bucket,
  type GrantRequest,
} from './grant.ts';
import { viewBudget, type BudgetView } from './view.ts';

export interface BudgetDocument extends Stored {
  state: BudgetState;
  /** When a replica last set out to ask the PSA for its count. */
  usageAskedAt?: number;
}

/** Whose allowance: one per PSA database, whoever connected it. */
export interface BudgetKey {
  tenantId: string;
  key: string;
}

export interface Permit {
  /** What is left of the allowance; only where the shared state was looked at for this permit. */
  remaining?: number;
}

export interface Budget {
  /**
   * Takes one permit of the lane. `onUsageDue` is called where it is this caller's turn to read the PSA's own count, also
   * where it gets no permit: a lane that others' calls stopped goes on only after a reading.
   * @throws AppError `budget_exhausted` (rate_limited, with `retryAt`).
   */
  take(of: BudgetKey, lane: Lane, onUsageDue?: () => void): Promise<Permit>;
  /**
   * The permit of the call that reads the PSA's own count, which is a call like any other.
   * @throws AppError `budget_exhausted` while the PSA refuses calls.
   */
  takeForReading(of: BudgetKey): Promise<Permit>;
  /** The PSA said that its limit is reached: nothing is granted before `until`. */
  penalize(of: BudgetKey, until: Date): Promise<void>;
  /** The PSA refused a call by a limit of so many, ours and others' calls together. */
  noteRefusal(of: BudgetKey, limit: number): Promise<void>;
  /** What the PSA itself counts. */
  noteUsage(of: BudgetKey, usage: Usage): Promise<void>;
  view(of: BudgetKey): Promise<BudgetView>;
  /**
   * Counts with `to` what was spent under `from`: the calls of a first test are made before anyone knows whose allowance they
   * spend, and would else be taken for others'. A process that ends in between leaves them to be taken so, which is the safe side.
   */
  carryOver(from: BudgetKey, to: BudgetKey): Promise<void>;
  /** Gives unused permits back. */
  close(): Promise<void>;
}

export function budgetCollection(provider: string): CollectionSpec<BudgetDocument> {
  return { name: `budgets_${provider}`, writer: `${provider}-connector` };
}

interface Pool {
  left: number;
  /** Start of the slice that the permits were counted in. */
  at: number;
  expiresAt: number;
  /** Size of the next block: grows while blocks are used up. */
  next: number;
  /** Blocks are fetched one after the other. */
  queue: Promise<unknown>;
}

interface Taking {
  of: BudgetKey;
  lane: Lane;
  onUsageDue: (() => void) | undefined;
}

const LARGEST_BLOCK = 16;

export interface BudgetOptions {
  store: DocumentStore;
  provider: string;
  limits: Limits;
  /** False where the PSA does not tell its count. */
  asksUsage: boolean;
  clock: Clock;
}

/** The shared allowance: permits are leased in small blocks, so that most calls need no database round trip. */
export function createBudget({ store, provider, limits, asksUsage, clock }: BudgetOptions): Budget {
  const documents: Collection<BudgetDocument> = store.collection(budgetCollection(provider));
  const pools = new Map<string, Pool>();
  const owners = new Map<string, { of: BudgetKey; lane: Lane }>();

  function poolOf(of: BudgetKey, lane: Lane): Pool {
    const name = `${documentId(of)}|${lane}`;
    const pool = pools.get(name) ?? { left: 0, at: 0, expiresAt: 0, next: 1, queue: Promise.resolve() };
    pools.set(name, pool);
    owners.set(name, { of, lane });
    return pool;
  }

  const change = (of: BudgetKey, next: (doc: Draft<BudgetDocument>) => Draft<BudgetDocument>) =>
    contended(
      () => documents.forTenant(of.tenantId).mutate(documentId(of), (current) => next(current ?? emptyDocument(of))),
      clock,
    );

  async function refill({ of, lane, onUsageDue }: Taking, pool: Pool): Promise<Permit> {
    const now = clock.now().getTime();
    const unused = pool.left > 0 ? { giveBack: { at: pool.at, count: pool.left } } : {};
    const request: GrantRequest = { lane, want: blockSize(pool, limits), ...unused };
    let answer = { granted: 0, retryAt: now, remaining: 0 };
    let isUsageDue = false;
    await change(of, (doc) => {
      const { state, granted, retryAt = now } = grant(doc.state, request, limits, now);
      answer = { granted, retryAt, remaining: viewBudget(state, limits, now).remaining };
      isUsageDue = asksUsage && onUsageDue !== undefined && (doc.usageAskedAt ?? 0) + (limits.usageEveryMs ?? 60_000) <= now;
      return { ...doc, state, ...(isUsageDue ? { usageAskedAt: now } : {}) };
    });
    const wasUsedUp = pool.left === 0;
    pool.left = answer.granted;
    pool.next = wasUsedUp ? Math.min(LARGEST_BLOCK, pool.next * 2) : 1;
    pool.at = Math.floor(now / sliceMs(limits)) * sliceMs(limits);
    pool.expiresAt = now + permitTtlMs(limits);
    if (isUsageDue) onUsageDue?.();
    if (answer.granted === 0) throw exhausted(lane, new Date(answer.retryAt));
    return { remaining: answer.remaining };
  }

  async function takeFrom(taking: Taking, pool: Pool): Promise<Permit> {
    const isFresh = pool.left > 0 && pool.expiresAt > clock.now().getTime();
    const permit = isFresh ? {} : await refill(taking, pool);
    pool.left -= 1;
    return permit;
  }

  async function giveBackUnused(isMeant: (of: BudgetKey) => boolean): Promise<void> {
    for (const [name, pool] of pools) {
      const owner = owners.get(name);
      if (!owner || pool.left === 0 || !isMeant(owner.of)) continue;
      const giveBack = { at: pool.at, count: pool.left };
      pool.left = 0;
      const now = clock.now().getTime();
      await change(owner.of, (doc) => ({
        ...doc,
        state: grant(doc.state, { lane: owner.lane, want: 0, giveBack }, limits, now).state,
      }));
    }
  }

  return {
    take(of, lane, onUsageDue) {
      const pool = poolOf(of, lane);
      const turn = pool.queue.then(() => takeFrom({ of, lane, onUsageDue }, pool));
      pool.queue = turn.catch(() => undefined);
      return turn;
    },
    async takeForReading(of) {
      const now = clock.now().getTime();
      let refusedUntil: number | undefined;
      let remaining = 0;
      await change(of, (doc) => {
        const { state, retryAt } = grant(doc.state, { lane: 'interactive', want: 1, isReading: true }, limits, now);
        refusedUntil = retryAt;
        remaining = viewBudget(state, limits, now).remaining;
        return { ...doc, state };
      });
      if (refusedUntil !== undefined) throw exhausted('interactive', new Date(refusedUntil));
      return { remaining };
    },
    async penalize(of, until) {
      for (const [name, pool] of pools) if (name.startsWith(`${documentId(of)}|`)) pool.expiresAt = 0;
      await change(of, (doc) => ({ ...doc, state: blocked(doc.state, until.getTime()) }));
    },
    async noteRefusal(of, limit) {
      await change(of, (doc) => ({ ...doc, state: withRefusal(doc.state, limit, limits, clock.now().getTime()) }));
    },
    async noteUsage(of, usage) {
      await change(of, (doc) => ({ ...doc, state: withUsage(doc.state, usage, limits, clock.now().getTime()) }));
    },
    async view(of) {
      const doc = await documents.forTenant(of.tenantId).get(documentId(of));
      const now = clock.now().getTime();
      return viewBudget(prune(doc?.state ?? { buckets: [] }, limits, now), limits, now);
    },
    async carryOver(from, to) {
      await giveBackUnused((of) => documentId(of) === documentId(from));
      const spent: Bucket[] = [];
      await change(from, (doc) => {
        spent.splice(0, spent.length, ...doc.state.buckets);
        return { ...doc, state: { ...doc.state, buckets: [] } };
      });
      if (spent.length > 0) await change(to, (doc) => ({ ...doc, state: withSpent(doc.state, spent) }));
    },
    close: () => giveBackUnused(() => true),
  };
}

/** A small allowance is not to be hoarded by one replica. */
function blockSize(pool: Pool, limits: Limits): number {
  return Math.max(1, Math.min(pool.next, Math.floor(limits.window.calls / 100)));
}

function documentId({ tenantId, key }: BudgetKey): string {
  return `${tenantId}:${key}`;
}

function emptyDocument(of: BudgetKey): Draft<BudgetDocument> {
  return { _id: documentId(of), tenantId: of.tenantId, state: { buckets: [] } };
}

function exhausted(lane: Lane, retryAt: Date): AppError {
  return rateLimited('budget_exhausted', 'The share of the PSA allowance for this kind of work is used up for now.', {
    retryAt,
    details: { lane },
    expected: true,
  });
}
