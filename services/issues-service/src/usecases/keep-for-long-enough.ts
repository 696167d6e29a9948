import { withNothingWaiting, type Draft, type Kept } from '@psa-bridge/persistence';
import type { Issue } from '../domain/issue.ts';
import type { Deps } from '../ports.ts';

const REASON = 'Every tenant’s issues are kept for as long.';
const PART = 200;
const CLOSED = { $in: ['cleared', 'dismissed'] };

/**
 * Takes away issues that were closed before a time, with what was said of them. The number of the newest result stays as the mark of an
 * entity without an issue, so that an older one that comes once more opens nothing.
 */
export function closedIssues({ issues, marks, comments }: Pick<Deps, 'issues' | 'marks' | 'comments'>): Kept['takeAway'] {
  const all = issues.acrossTenants(REASON);

  return async function* (before) {
    const old = withNothingWaiting({ status: CLOSED, lastFailedAt: { $lt: before } });
    for await (const page of all.pages(old, { pageSize: PART, fields: ['sequence', 'episodes'] })) {
      const gone = page.filter(({ episodes }) => (episodes.at(-1)?.closedAt ?? before) < before);
      for (const [tenantId, own] of Map.groupBy(gone, (issue) => issue.tenantId)) {
        const ids = own.map(({ _id }) => _id);
        await mark(tenantId, own);
        await comments.forTenant(tenantId).deleteMany({ issueId: { $in: ids } });
        // One that was opened again since it was read stays.
        yield await issues.forTenant(tenantId).deleteMany({ ...old, _id: { $in: ids } });
      }
    }
  };

  async function mark(tenantId: string, gone: readonly Issue[]): Promise<void> {
    const sequences = new Map(gone.map(({ _id, sequence }) => [_id, sequence]));
    await marks.forTenant(tenantId).mutateMany([...sequences.keys()], (_id, current) => {
      const sequence = sequences.get(_id) ?? 0;
      return current && current.sequence >= sequence ? undefined : { _id, tenantId, sequence };
    });
  }
}

/** Takes what was sent to the PSA and answered out of issues that failed last before a time: of all at first, then of those that got so old since. */
export function exchangesOf({ issues }: Pick<Deps, 'issues'>): Kept['takeAway'] {
  const all = issues.acrossTenants(REASON);
  let doneUpTo = new Date(0);

  return async function* (before) {
    const old = { lastFailedAt: { $gte: doneUpTo, $lt: before }, 'episodes.attempts.exchange': { $exists: true } };
    for await (const page of all.pages(old, { pageSize: PART, fields: ['lastFailedAt'] })) {
      const ids = page.map(({ _id }) => _id);
      await all.mutateMany(ids, (_id, issue) => (issue && issue.lastFailedAt < before ? withoutExchanges(issue) : undefined));
      yield ids.length;
    }
    doneUpTo = before;
  };
}

function withoutExchanges({ exchange: _exchange, ...issue }: Issue): Draft<Issue> {
  const episodes = issue.episodes.map((episode) => ({
    ...episode,
    attempts: episode.attempts.map(({ exchange: _attempted, ...attempt }) => attempt),
  }));
  return { ...issue, episodes };
}
