import { describe, expect, it } from '@jest/globals';
import { failure, partial, success } from '../../test/examples.ts';
import { applyResult } from './apply-result.ts';
import type { EntityResult } from './entity-result.ts';
import { dismiss, requestRetry } from './issue-actions.ts';
import { MAX_ATTEMPTS, MAX_EPISODES, type IssueChange } from './issue-change.ts';
import { issueId, type Issue } from './issue.ts';

const AT = new Date('2026-01-05T09:00:00.000Z');
const ADMIN = 'user-admin';

function stored(change: IssueChange | undefined): Issue {
  if (!change) throw new Error('expected a change');
  return { ...change.issue, version: 1 };
}

function after(results: readonly EntityResult[], start?: Issue): Issue {
  const end = results.reduce<Issue | undefined>((issue, result) => {
    const change = applyResult(issue, result);
    return change ? stored(change) : issue;
  }, start);
  if (!end) throw new Error('expected an issue');
  return end;
}

describe('applyResult', () => {
  it('IS-02: a failed sync opens an issue with the entity, the message and the exchange', () => {
    const exchange = {
      method: 'POST',
      url: 'https://psa.example/Quotes',
      requestBody: '{}',
      status: 500,
      responseBody: '{"errors":[]}',
    };

    const change = applyResult(undefined, failure(1, { exchange }));

    expect(change?.event).toBe('opened');
    expect(change?.issue).toMatchObject({
      _id: issueId('tenant-a', failure(1)),
      entityType: 'quote',
      entityId: 'quote-1',
      entityName: 'Demo quote 1',
      status: 'open',
      level: 'error',
      message: 'BillingCode does not exist or is invalid',
      psaText: 'The billing code 17 is inactive.',
      exchange,
      failures: 1,
    });
  });

  it('IS-06: a success clears what is open and closes the episode', () => {
    const change = applyResult(after([failure(1), failure(2)]), success(3));

    expect(change?.event).toBe('cleared');
    expect(change?.issue.status).toBe('cleared');
    expect(change?.issue.episodes).toMatchObject([{ failures: 2, closedBy: 'success', closedAt: success(3).finishedAt }]);
  });

  it('IS-06: a success for an entity without an issue makes none', () => {
    expect(applyResult(undefined, success(1))).toBeUndefined();
  });

  it('IS-07: a repeated failure updates message, time and count of the one issue', () => {
    const change = applyResult(after([failure(1)]), failure(2, { message: 'No matching records found', code: 'no_match' }));

    expect(change?.event).toBe('updated');
    expect(change?.issue).toMatchObject({
      message: 'No matching records found',
      code: 'no_match',
      failures: 2,
      openings: 1,
      firstFailedAt: failure(1).finishedAt,
      lastFailedAt: failure(2).finishedAt,
    });
  });

  it('IS-07: what the newest failure does not say does not stay from the one before', () => {
    const exchange = { method: 'POST', url: 'https://psa.example', requestBody: '', status: 500, responseBody: '' };

    const issue = after([failure(1, { exchange }), failure(2)]);

    expect(issue).not.toHaveProperty('exchange');
  });

  it('IS-08: a dismissed issue reopens when the entity fails again, and keeps the episode before', () => {
    const dismissed = stored(dismiss(after([failure(1)]), ADMIN, AT));

    const change = applyResult(dismissed, failure(2));

    expect(change?.event).toBe('reopened');
    expect(change?.issue).toMatchObject({ status: 'open', openings: 2, failures: 1, firstFailedAt: failure(2).finishedAt });
    expect(change?.issue.episodes).toMatchObject([{ closedBy: 'dismissal', dismissedBy: ADMIN }, { failures: 1 }]);
  });

  it('IS-08: a cleared issue reopens likewise', () => {
    const change = applyResult(after([failure(1), success(2)]), failure(3));

    expect(change).toMatchObject({ event: 'reopened', issue: { status: 'open', openings: 2 } });
  });

  it('IS-09: partial success is a warning that names the failed items', () => {
    const issue = after([partial(1)]);

    expect(issue).toMatchObject({
      level: 'warning',
      message: 'Some line items not synchronized',
      failedItems: [{ itemName: 'Demo switch' }],
    });
  });

  it('a failure after a warning raises the level to error, and a warning after it lowers it again', () => {
    const levels = [
      [partial(1), failure(2)],
      [partial(1), failure(2), partial(3)],
    ].map((results) => after(results).level);

    expect(levels).toEqual(['error', 'warning']);
  });

  it('IS-03: a retry that fails opens the issue again; one that succeeds clears it', () => {
    const retrying = stored(requestRetry(after([failure(1)]), { at: AT, by: ADMIN }, 'interactive'));

    const failed = after([failure(2)], retrying);
    const succeeded = after([success(2)], retrying);

    expect(failed.status).toBe('open');
    expect(succeeded.status).toBe('cleared');
    expect([failed, succeeded].some((issue) => 'retry' in issue)).toBe(false);
  });

  it('a redelivered failure does not end a retry that is under way', () => {
    const retrying = stored(requestRetry(after([failure(1)]), { at: AT, by: ADMIN }, 'interactive'));

    expect(applyResult(retrying, failure(1))).toBeUndefined();
  });

  it('a success after a dismissal leaves it dismissed and is not announced', () => {
    const dismissed = stored(dismiss(after([failure(1)]), ADMIN, AT));

    const change = applyResult(dismissed, success(2));

    expect(change).toMatchObject({ issue: { status: 'dismissed', sequence: 2 } });
    expect(change).not.toHaveProperty('event');
  });

  it('keeps a bounded history and the full counts', () => {
    const failures = Array.from({ length: 30 }, (_, index) => failure(index + 1));
    const flapping = Array.from({ length: 30 }, (_, index) => [failure(100 + 2 * index), success(101 + 2 * index)]).flat();

    const steady = after(failures);
    const restless = after(flapping, steady);

    expect(steady.failures).toBe(30);
    expect(steady.episodes[0]?.attempts).toHaveLength(MAX_ATTEMPTS);
    expect(steady.episodes[0]?.attempts.at(-1)?.at).toEqual(failure(30).finishedAt);
    expect(restless.episodes).toHaveLength(MAX_EPISODES);
    expect(restless.openings).toBe(30);
  });
});

describe('issue actions', () => {
  it('IS-05: dismissing twice changes nothing the second time', () => {
    const dismissed = stored(dismiss(after([failure(1)]), ADMIN, AT));

    expect(dismiss(dismissed, ADMIN, AT)).toBeUndefined();
  });

  it.each(['retry', 'dismiss'] as const)('refuses to %s an issue that a success has cleared', (action) => {
    const cleared = after([failure(1), success(2)]);
    const act = () =>
      action === 'retry' ? requestRetry(cleared, { at: AT, by: ADMIN }, 'interactive') : dismiss(cleared, ADMIN, AT);

    expect(act).toThrow(expect.objectContaining({ code: 'issue_closed', kind: 'conflict' }));
  });
});
