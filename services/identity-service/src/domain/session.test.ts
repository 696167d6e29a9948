import { describe, expect, it } from '@jest/globals';
import {
  endSession,
  formatRefreshToken,
  judgeRefresh,
  newRefreshToken,
  parseRefreshToken,
  secretHash,
  type Session,
} from './session.ts';

const NOW = new Date('2026-01-05T08:00:00.000Z');
const token = newRefreshToken();
const session: Session = {
  ...{ _id: token.sessionId, tenantId: 'tenant-a', version: 1, userId: 'user-1', secretHash: secretHash(token.secret) },
  ...{ startedAt: NOW, expiresAt: new Date(NOW.getTime() + 60_000) },
};

describe('refresh tokens', () => {
  it('are read back from their text', () => {
    expect(parseRefreshToken(formatRefreshToken(token))).toEqual(token);
  });

  it.each(['', 'a.b', `${token.sessionId}.`, `${formatRefreshToken(token)}x`, `${token.sessionId}.${'$'.repeat(43)}`])(
    'refuses %j',
    (text) => {
      expect(parseRefreshToken(text)).toBeUndefined();
    },
  );

  it('the newest secret is current; any other of the session was used before', () => {
    expect(judgeRefresh(session, token.secret, NOW)).toBe('current');
    expect(judgeRefresh(session, newRefreshToken().secret, NOW)).toBe('reused');
  });

  it('an ended or expired session is over, whatever is shown', () => {
    const ended = { ...endSession(session, 'sign-out', NOW), version: 2 };

    expect(judgeRefresh(ended, token.secret, NOW)).toBe('ended');
    expect(judgeRefresh(session, token.secret, session.expiresAt)).toBe('ended');
  });

  it('no stored session shows a secret', () => {
    expect(JSON.stringify(session)).not.toContain(token.secret);
  });
});
