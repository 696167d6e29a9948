import type { Clock } from '@psa-bridge/core';
import type { Collection, Draft } from '@psa-bridge/persistence';
import type { StoredAnswer } from '../collections.ts';
import type { AnswerShelf, Claim, KeptAnswer } from '../ports.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A request that runs for longer has died with its process. */
const LONGEST_RUN_MS = 2 * 60_000;
const LARGEST_ANSWER = 1024 * 1024;

/** The answers to requests that carried a key, for a day. */
export function createAnswerShelf(collection: Collection<StoredAnswer>, clock: Clock): AnswerShelf {
  return {
    async claim({ tenantId, id, fingerprint }) {
      const now = clock.now();
      const own = collection.forTenant(tenantId);
      const fresh = { _id: id, tenantId, fingerprint, startedAt: now, expiresAt: new Date(now.getTime() + DAY_MS) };
      if (await own.insert(fresh)) return { is: 'mine' };
      const stored = await own.get(id);
      if (!stored) return { is: 'running' };
      if (!isOver(stored, now)) return claimOf(stored, fingerprint);
      return (await own.replace(stored, fresh)) ? { is: 'mine' } : { is: 'running' };
    },
    async keep({ tenantId, id }, answer) {
      const own = collection.forTenant(tenantId);
      const text = JSON.stringify(answer);
      if (text.length > LARGEST_ANSWER) return void (await own.delete(id));
      await own.mutate(id, (stored): Draft<StoredAnswer> | undefined => stored && { ...stored, answer: text });
    },
    async forget({ tenantId, id }) {
      await collection.forTenant(tenantId).delete(id);
    },
    async sweep() {
      await collection.acrossTenants('Cleaning up knows no tenant.').deleteMany({ expiresAt: { $lte: clock.now() } });
    },
  };
}

/** Its day has passed, or whoever claimed it never answered. */
function isOver({ expiresAt, answer, startedAt }: StoredAnswer, now: Date): boolean {
  return expiresAt <= now || (answer === undefined && now.getTime() - startedAt.getTime() > LONGEST_RUN_MS);
}

function claimOf({ fingerprint, answer }: StoredAnswer, asked: string): Claim {
  if (fingerprint !== asked) return { is: 'other' };
  return answer === undefined ? { is: 'running' } : { is: 'answered', answer: JSON.parse(answer) as KeptAnswer };
}
