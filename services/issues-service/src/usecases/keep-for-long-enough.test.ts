import { beforeEach, describe, expect, it } from '@jest/globals';
import { createManualClock } from '@psa-bridge/core';
import { createMetrics } from '@psa-bridge/observability';
import { createMemoryStore } from '@psa-bridge/persistence/memory';
import { captureLogger } from '@psa-bridge/testing';
import { failure, success } from '../../test/examples.ts';
import { collections } from '../collections.ts';
import type { EntityResult } from '../domain/entity-result.ts';
import { issueId } from '../domain/issue.ts';
import { closedIssues, exchangesOf } from './keep-for-long-enough.ts';
import { makeRecordResults } from './record-results.ts';

const TENANT = 'tenant-a';
const YEAR_START = new Date('2026-01-01T00:00:00Z');
const exchange = { method: 'POST', url: 'https://psa.example/quotes', requestBody: '{}', status: 400, responseBody: 'no' };

function setUp() {
  const clock = createManualClock();
  const store = createMemoryStore({ clock });
  const issues = store.collection(collections.issues);
  const marks = store.collection(collections.marks);
  const comments = store.collection(collections.comments);
  const causes = store.collection(collections.causes);
  const parts = { metrics: createMetrics({ processMetrics: false }), logger: captureLogger().logger };
  const record = makeRecordResults({ issues, marks, causes, ...parts, wakeDigests: () => undefined });
  return {
    ...{ issues, marks, comments },
    async take(...results: EntityResult[]) {
      await record(TENANT, results);
      // Published, as the relay would have it.
      for (const { _id, outbox = [] } of await issues.forTenant(TENANT).find({}))
        await issues.clearOutbox(outbox.map(({ id }) => ({ documentId: _id, eventId: id })));
    },
    kept: async () => (await issues.forTenant(TENANT).find({}, { sort: { entityId: 1 } })).map(({ entityId }) => entityId),
  };
}

const at = (result: EntityResult, entityId: string, finishedAt: string): EntityResult => ({
  ...{ ...result, entityId, tenantId: TENANT },
  finishedAt: new Date(finishedAt),
});

async function all(taken: AsyncIterable<number>): Promise<number> {
  return (await Array.fromAsync(taken)).reduce((sum, some) => sum + some, 0);
}

let desk: ReturnType<typeof setUp>;
beforeEach(() => {
  desk = setUp();
});

describe('issues that are kept for long enough', () => {
  it('go by the time they were closed at, with what was said of them; open ones stay however old they are', async () => {
    const { take, kept, comments, issues, marks } = desk;
    await take(
      at(failure(1), 'closed-long-ago', '2025-06-01T00:00:00Z'),
      at(success(2), 'closed-long-ago', '2025-06-02T00:00:00Z'),
    );
    await take(at(failure(1), 'closed-lately', '2025-06-01T00:00:00Z'), at(success(2), 'closed-lately', '2026-02-01T00:00:00Z'));
    await take(at(failure(1), 'open', '2025-06-01T00:00:00Z'));
    for (const { _id, entityId } of await issues.forTenant(TENANT).find({}))
      await comments
        .forTenant(TENANT)
        .insert({ _id: `on ${entityId}`, tenantId: TENANT, issueId: _id, by: 'user-1', at: YEAR_START, text: 'Looked at.' });

    const taken = await all(closedIssues({ issues, marks, comments })(YEAR_START));

    expect(taken).toBe(1);
    expect(await kept()).toEqual(['closed-lately', 'open']);
    const said = await comments.forTenant(TENANT).find({}, { sort: { _id: 1 } });
    expect(said.map(({ _id }) => _id)).toEqual(['on closed-lately', 'on open']);
  });

  it('leave their number behind: a result that was older than the last one opens nothing, a newer one does', async () => {
    const { take, kept, ...parts } = desk;
    const failed = at(failure(5), 'quote-1', '2025-06-01T00:00:00Z');
    await take(failed, at(success(6), 'quote-1', '2025-06-02T00:00:00Z'));
    await all(closedIssues(parts)(YEAR_START));

    await take(failed);
    const afterOld = await kept();
    await take(at(failure(7), 'quote-1', '2026-01-02T00:00:00Z'));

    expect([afterOld, await kept()]).toEqual([[], ['quote-1']]);
  });

  it('lose what was sent to the PSA and answered once their last failure is old, and nothing else', async () => {
    const { take, issues } = desk;
    const withExchange = (result: EntityResult): EntityResult => ({
      ...result,
      ...(result.problem ? { problem: { ...result.problem, exchange } } : {}),
    });
    await take(
      withExchange(at(failure(1), 'old', '2025-12-01T00:00:00Z')),
      withExchange(at(failure(1), 'young', '2026-02-01T00:00:00Z')),
    );
    const idOf = (entityId: string) => issueId(TENANT, at(failure(1), entityId, '2026-01-01T00:00:00Z'));
    const before = await issues.forTenant(TENANT).get(idOf('old'));

    const taken = await all(exchangesOf({ issues })(YEAR_START));

    const [old, young] = [await issues.forTenant(TENANT).get(idOf('old')), await issues.forTenant(TENANT).get(idOf('young'))];
    expect(taken).toBe(1);
    expect(JSON.stringify(before)).toContain('psa.example');
    expect(JSON.stringify(old)).not.toContain('psa.example');
    expect(old).toMatchObject({ code: before?.code, message: before?.message, failures: 1, sequence: before?.sequence });
    expect([young?.exchange, young?.episodes[0]?.attempts[0]?.exchange]).toEqual([exchange, exchange]);
  });
});
