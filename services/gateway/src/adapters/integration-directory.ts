import type { Clock } from '@psa-bridge/core';
import type { Collection } from '@psa-bridge/persistence';
import type { StoredIntegration } from '../collections.ts';
import type { Integration } from '../domain/integration.ts';
import type { IntegrationDirectory } from '../ports.ts';

export interface DirectoryOptions {
  collection: Collection<StoredIntegration>;
  clock: Clock;
  /** How old an answer may be, in milliseconds: other replicas learn of an announcement by reading again. */
  maxAgeMs: number;
  /** Tenants whose answers are kept; the one asked for longest ago is forgotten first. */
  maxTenants: number;
}

interface Answer {
  readAt: number;
  integrations: Promise<readonly Integration[]>;
}

/** A projection of the announcements in this service's own collection, read through a small cache. */
export function createIntegrationDirectory({ collection, clock, maxAgeMs, maxTenants }: DirectoryOptions): IntegrationDirectory {
  const answers = new Map<string, Answer>();

  async function read(tenantId: string): Promise<readonly Integration[]> {
    const stored = await collection.forTenant(tenantId).find({ state: { $ne: 'removed' } });
    return stored.map(toIntegration).sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  function keep(tenantId: string, answer: Answer): void {
    answers.delete(tenantId);
    answers.set(tenantId, answer);
    const [oldest] = answers.keys();
    if (answers.size > maxTenants && oldest !== undefined) answers.delete(oldest);
  }

  return {
    async list(tenantId) {
      const now = clock.now().getTime();
      const known = answers.get(tenantId);
      if (known && now - known.readAt < maxAgeMs) return known.integrations;
      const answer = { readAt: now, integrations: read(tenantId) };
      keep(tenantId, answer);
      // A failed read is not an answer: the next caller asks again.
      answer.integrations.catch(() => answers.get(tenantId) === answer && answers.delete(tenantId));
      return answer.integrations;
    },

    async announce(tenantId, { id, ...integration }) {
      await collection.forTenant(tenantId).put({ _id: id, tenantId, ...integration });
      answers.delete(tenantId);
    },
  };
}

function toIntegration({
  _id: id,
  provider,
  name,
  state,
  isPushPaused,
  isPullPaused,
  updatedAt,
}: StoredIntegration): Integration {
  return { id, provider, name, state, isPushPaused, isPullPaused, updatedAt };
}
