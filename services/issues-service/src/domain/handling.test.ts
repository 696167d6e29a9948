import { describe, expect, it } from '@jest/globals';
import { failure, success } from '../../test/examples.ts';
import { applyResult } from './apply-result.ts';
import { handle, type Handled } from './handling.ts';
import type { Issue } from './issue.ts';
import type { IssueChange } from './issue-change.ts';

const at = new Date('2026-01-05T12:00:00Z');
const later = new Date('2026-01-06T12:00:00Z');
const doing = { by: 'user-1', at };

function stored(change: IssueChange | undefined): Issue {
  if (!change) throw new Error('nothing changed');
  return { ...change.issue, version: 1 };
}
const opened = (): Issue => stored(applyResult(undefined, failure(1)));
const handled = (change: Handled): Issue => stored(handle(opened(), change, doing));

describe('handling an issue', () => {
  it('assigns, acknowledges and rates it: told as updated, with what changed for the audit', () => {
    const change = handle(opened(), { owner: 'user-2', isAcknowledged: true, severity: 'low' }, doing);

    expect(change).toMatchObject({
      event: 'updated',
      issue: { owner: 'user-2', acknowledged: { at, by: 'user-1' }, severity: 'low', revision: 2 },
      deed: { kind: 'issue.updated' },
    });
    expect(change?.deed?.fields?.changes.map(({ field }) => field)).toEqual(['isAcknowledged', 'owner', 'severity']);
  });

  it('mutes it, told as muted; null takes a muting and an owner away, told as updated', () => {
    const muted = handle(opened(), { mutedUntil: later, owner: 'user-2' }, doing);

    const ended = handle(stored(muted), { mutedUntil: null, owner: null }, doing);

    expect(muted).toMatchObject({ event: 'muted', issue: { mutedUntil: later } });
    expect(ended?.event).toBe('updated');
    expect(ended?.issue).not.toHaveProperty('mutedUntil');
    expect(ended?.issue).not.toHaveProperty('owner');
  });

  it('changes nothing where all is so already', () => {
    expect(handle(handled({ owner: 'user-2' }), { owner: 'user-2' }, doing)).toBeUndefined();
    expect(handle(handled({ isAcknowledged: true }), { isAcknowledged: true }, { by: 'user-9', at: later })).toBeUndefined();
  });

  it('a failure keeps what people said and their revision; the severity that nobody chose follows the failure', () => {
    const chosen = stored(applyResult(handled({ severity: 'low', mutedUntil: later }), failure(2, { level: 'warning' })));
    const unchosen = stored(applyResult(handled({ owner: 'user-2' }), failure(2, { level: 'warning' })));

    expect(chosen).toMatchObject({ severity: 'low', mutedUntil: later, revision: 2 });
    expect(unchosen).toMatchObject({ severity: 'normal', owner: 'user-2' });
  });

  it('IS-06, IS-08: a success ends acknowledgement and muting; when it fails again the owner is the same', () => {
    const cleared = stored(applyResult(handled({ owner: 'user-2', isAcknowledged: true, mutedUntil: later }), success(2)));
    const reopened = stored(applyResult(cleared, failure(3)));

    expect(reopened).toMatchObject({ status: 'open', owner: 'user-2' });
    expect(reopened).not.toHaveProperty('acknowledged');
    expect(reopened).not.toHaveProperty('mutedUntil');
  });

  it('an issue that is cleared cannot be handled', () => {
    const cleared = stored(applyResult(opened(), success(2)));

    expect(() => handle(cleared, { owner: 'user-2' }, doing)).toThrow(expect.objectContaining({ code: 'issue_closed' }));
  });

  it('each attempt keeps its request and answer in short; a closed episode those of the last', () => {
    const exchange = {
      method: 'POST',
      url: 'https://psa.example',
      requestBody: 'x'.repeat(10_000),
      status: 500,
      responseBody: 'no',
    };
    const twice = stored(applyResult(stored(applyResult(undefined, failure(1, { exchange }))), failure(2, { exchange })));
    const reopened = stored(applyResult(stored(applyResult(twice, success(3))), failure(4, { exchange })));

    expect(twice.episodes[0]?.attempts.map((attempt) => attempt.exchange?.requestBody.length)).toEqual([4_001, 4_001]);
    expect(twice.exchange?.requestBody).toHaveLength(10_000);
    expect(reopened.episodes[0]?.attempts.map((attempt) => attempt.exchange?.status)).toEqual([undefined, 500]);
  });
});
