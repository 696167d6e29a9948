import { describe, expect, it } from '@jest/globals';
import { afterLook, asked, newPoll } from './poll-state.ts';

const NOON = new Date('2026-11-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);
const RHYTHM = { everyMs: 60_000, reread: { everyMs: 600_000 } };
const look = (startedAt: Date) => ({ startedAt, hasReread: false, mark: startedAt });

describe('a look that somebody asks for', () => {
  it('is due at once, also where another one is under way, and answers all who asked before it began (IS-03)', () => {
    const poll = asked(newPoll({ tenantId: 't', integrationId: 'i', type: 'invoice' }, NOON), later(100));

    const overtaken = afterLook(poll, look(NOON), RHYTHM);
    expect(overtaken.dueAt).toEqual(later(100));

    const answered = afterLook(poll, look(later(100)), RHYTHM);
    expect(answered.dueAt).toEqual(later(60_100));
    expect(answered).not.toHaveProperty('askedAt');
  });
});
