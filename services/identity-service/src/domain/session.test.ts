import { describe, expect, it } from '@jest/globals';
import { newOpaqueToken, secretHash } from './opaque-token.ts';
import { endSession, judgeRefresh, refreshed, type Session } from './session.ts';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const HOUR_MS = 60 * 60_000;
const { id, secret } = newOpaqueToken();
const session: Session = {
  ...{ _id: id, tenantId: 'tenant-a', version: 1, userId: 'user-1', method: 'password', client: { address: '192.0.2.1' } },
  ...{ secretHash: secretHash(secret), startedAt: NOW, lastUsedAt: NOW, expiresAt: later(HOUR_MS) },
};
const rules = { now: NOW, lengthMs: HOUR_MS };

function later(ms: number): Date {
  return new Date(NOW.getTime() + ms);
}

describe('a session', () => {
  it('the newest secret is current; any other was used before', () => {
    expect(judgeRefresh(session, secret, rules)).toBe('current');
    expect(judgeRefresh(session, newOpaqueToken().secret, rules)).toBe('reused');
  });

  it('that has ended or expired is over, whatever is shown', () => {
    const ended = { ...endSession(session, 'sign-out', NOW), version: 2 };

    expect(judgeRefresh(ended, secret, rules)).toBe('ended');
    expect(judgeRefresh(session, secret, { ...rules, now: session.expiresAt })).toBe('ended');
  });

  it('ID-28: ends by the length that holds now, also where it began under a longer one, and never later than it was told', () => {
    const short = { lengthMs: HOUR_MS / 4 };
    const long = { lengthMs: HOUR_MS * 4 };

    expect(judgeRefresh(session, secret, { ...short, now: later(HOUR_MS / 4 - 1) })).toBe('current');
    expect(judgeRefresh(session, secret, { ...short, now: later(HOUR_MS / 4) })).toBe('ended');
    expect(judgeRefresh(session, secret, { ...long, now: later(HOUR_MS) })).toBe('ended');
  });

  it('after a refresh the token that was shown may come once more, until its minute is over or the new one is shown', () => {
    const [lost, next] = [newOpaqueToken().secret, newOpaqueToken().secret];
    const once = { ...refreshed(session, 'current', lost, rules), version: 2 };
    const again = { ...refreshed(once, 'repeated', next, { ...rules, now: later(1_000) }), version: 3 };

    expect(judgeRefresh(once, secret, { ...rules, now: later(59_999) })).toBe('repeated');
    expect(judgeRefresh(once, secret, { ...rules, now: later(60_000) })).toBe('reused');
    expect([judgeRefresh(again, next, rules), judgeRefresh(again, lost, rules)]).toEqual(['current', 'reused']);
    expect(judgeRefresh(again, secret, { ...rules, now: later(60_000) })).toBe('reused');
  });

  it('shows no secret as it is stored', () => {
    expect(JSON.stringify(session)).not.toContain(secret);
  });
});
