import type { Caller } from '@psa-bridge/core';
import { allows } from './access.ts';
import type { StreamEvent } from './stream-event.ts';

export interface StreamHubOptions {
  /** Events kept of each tenant for clients that come back. */
  eventsPerTenant: number;
  /** Tenants whose events are kept; the one quiet for longest is forgotten first. */
  tenants: number;
}

export interface Subscription {
  /** Events since the one the client saw last, oldest first; what it may see only. */
  missed: readonly StreamEvent[];
  /** False where the last seen event is no longer known: the client has to read the state anew. */
  isComplete: boolean;
  /** The newest event of the tenant, whether the client may see it or not: who has heard nothing yet names it on coming back. */
  newestEventId: string;
  end(): void;
}

export interface Subscriber {
  caller: Caller;
  lastEventId?: string | undefined;
  deliver(event: StreamEvent): void;
}

export interface StreamHub {
  /** An event that was published before is ignored. */
  publish(tenantId: string, event: StreamEvent): void;
  subscribe(subscriber: Subscriber): Subscription;
  /** How many clients listen. */
  size(): number;
}

/** What a client names that came before any event was known; it is never the id of one. */
const NOTHING_YET = 'nothing-yet';

/** Hands each tenant's events to its listening clients and keeps the newest for those that come back. Bounded in memory. */
export function createStreamHub({ eventsPerTenant, tenants }: StreamHubOptions): StreamHub {
  /** By tenant, the one quiet for longest first; within, by event id, oldest first. */
  const kept = new Map<string, Map<string, StreamEvent>>();
  const listening = new Map<string, Set<Subscriber>>();
  let listeners = 0;

  function keep(tenantId: string, event: StreamEvent): boolean {
    const events = kept.get(tenantId) ?? new Map<string, StreamEvent>();
    if (events.has(event.id)) return false;
    events.set(event.id, event);
    dropOldest(events, eventsPerTenant);
    kept.delete(tenantId);
    kept.set(tenantId, events);
    dropOldest(kept, tenants);
    return true;
  }

  function newestEventId(tenantId: string): string {
    return [...(kept.get(tenantId)?.keys() ?? [])].at(-1) ?? NOTHING_YET;
  }

  function since(caller: Caller, lastEventId: string | undefined): Pick<Subscription, 'missed' | 'isComplete'> {
    if (lastEventId === undefined) return { missed: [], isComplete: true };
    const events = [...(kept.get(caller.tenantId)?.values() ?? [])];
    const seen = events.findIndex((event) => event.id === lastEventId);
    if (seen === -1) return { missed: [], isComplete: false };
    return { missed: events.slice(seen + 1).filter((event) => allows(event.access, caller)), isComplete: true };
  }

  return {
    publish(tenantId, event) {
      if (!keep(tenantId, event)) return;
      for (const subscriber of listening.get(tenantId) ?? []) {
        if (allows(event.access, subscriber.caller)) subscriber.deliver(event);
      }
    },

    subscribe(subscriber) {
      const { tenantId } = subscriber.caller;
      const subscribers = listening.get(tenantId) ?? new Set();
      listening.set(tenantId, subscribers.add(subscriber));
      listeners += 1;
      return {
        ...since(subscriber.caller, subscriber.lastEventId),
        newestEventId: newestEventId(tenantId),
        end() {
          if (!subscribers.delete(subscriber)) return;
          listeners -= 1;
          if (subscribers.size === 0) listening.delete(tenantId);
        },
      };
    },

    size: () => listeners,
  };
}

function dropOldest<Key>(map: Map<Key, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
