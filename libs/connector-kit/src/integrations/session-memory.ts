import type { Clock } from '@psa-bridge/core';
import type { SessionMemory } from '../definition/session.ts';

/** What sessions keep, by integration and credentials: a change of credentials starts empty. */
export interface SessionMemories {
  of(integrationId: string, credentialsRevision: number): SessionMemory;
}

interface Kept {
  value: Promise<unknown>;
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
    of(integrationId, revision) {
      const kept = keptOf(integrationId, revision);
      return {
        remember<Value>(key: string, ttlMs: number, load: () => Promise<Value>): Promise<Value> {
          const now = clock.now().getTime();
          const known = kept.get(key);
          if (known && known.until > now) return known.value as Promise<Value>;
          // Many keys are asked for once only, such as those of a page that a run never came to the end of.
          for (const [other, { until }] of kept) if (until <= now) kept.delete(other);
          const value = load();
          const entry = { value, until: now + ttlMs };
          kept.set(key, entry);
          value.catch(() => {
            if (kept.get(key) === entry) kept.delete(key);
          });
          return value;
        },
        forget: (key) => void kept.delete(key),
      };
    },
  };
}
