import { describe, expect, it } from '@jest/globals';
import { figuresOf } from './run-figures.ts';

const now = new Date('2026-03-01T10:00:00Z');
const running = { state: 'running' as const, done: 100, total: 400, rate: 10 };

describe('a sync that runs', () => {
  it('ends when what is left was read at the pace so far', () => {
    expect(figuresOf(running, now)).toEqual({ share: 25, endsAt: new Date('2026-03-01T10:00:30Z') });
  });

  it.each([
    ['nothing was read yet', { rate: 0 }],
    ['nobody knows how many there are', { total: 0 }],
    ['it stands still', { waitsFor: { code: 'x', message: 'x', remedy: 'x', until: now.toISOString() } }],
    ['it has ended', { state: 'completed' as const }],
  ])('tells no end where %s', (_, part) => {
    expect(figuresOf({ ...running, ...part }, now).endsAt).toBeUndefined();
  });

  it('is never more than done, though more came than were counted', () => {
    expect(figuresOf({ ...running, done: 500 }, now)).toEqual({ share: 100, endsAt: undefined });
  });
});
