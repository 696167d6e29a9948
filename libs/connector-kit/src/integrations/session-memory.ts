import type { Clock } from '@psa-bridge/core';
import { createSharedLoad, type SharedLoad } from '../call/shared-load.ts';
import { laneRank, type Lane } from '../definition/lanes.ts';
import type { SessionMemory } from '../definition/session.ts';

/** What sessions keep, by integration and credentials: a change of credentials starts empty. */
export interface SessionMemories {
  /** Of work in a lane. */
  of(integrationId: string, credentialsRevision: number, lane: Lane): SessionMemory;
}

interface Kept {
  value: SharedLoad<unknown>;
  until: number;
}

export function createSessionMemories({ clock }: { clock: Clock }): SessionMemories {
  const memories = new Map<string, { revision: number; kept: Map<string, Kept> }>();

  function keptOf(integrationId: string, revision: number): Map<string, Kept> {
    const known = memories.get(integrationId);
    if (known && known.revision === revision) return known.kept;
    const kept = new Map<string, Kept>();
    if (!known || known.revision < revision) memories.set(integrationId, { revision, kept });
    return kept;
  }

  return {
    of(integrationId, revision, lane) {
      const kept = keptOf(integrationId, revision);
      const rank = laneRank(lane);
      return {
        remember<Value>(key: string, ttlMs: number, load: () => Promise<Value>): Promise<Value> {
          const now = clock.now().getTime();
          const known = kept.get(key);
          if (known && known.until > now) return known.value.join(rank, load) as Promise<Value>;
          // Many keys are asked for once only, such as those of a page that a run never came to the end of.
          for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
          const value = createSharedLoad<Value>(() => {
            if (kept.get(key) === entry) kept.delete(key);
          });
          const entry: Kept = { value, until: now + ttlMs };
          kept.set(key, entry);
          return value.join(rank, load);
        },
        forget: (key) => void kept.delete(key),
      };
    },
  };
}
