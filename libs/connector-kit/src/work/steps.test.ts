import { describe, expect, it } from '@jest/globals';
import { afterEvent, afterTakeover, nextMove, quarantinedUntil, type Step } from './steps.ts';

const NOW = new Date('2026-01-05T08:00:00Z');
const LATER = new Date('2026-01-05T08:05:00Z');
const claimed: Step = { name: 'entity', state: 'claimed', claim: { marker: 'm' }, at: NOW };

describe('the next move of a step', () => {
  it('is to claim where nothing was begun', () => {
    expect(nextMove(undefined, NOW)).toEqual({ move: 'claim' });
  });

  it('is to wait while the PSA may still be at an unclear try, then to search by its claim', () => {
    const unclear: Step = { ...claimed, state: 'unclear', until: LATER };

    expect(nextMove(unclear, NOW)).toEqual({ move: 'wait', until: LATER });
    expect(nextMove(unclear, LATER)).toEqual({ move: 'search', claim: { marker: 'm' } });
  });

  it('is the known id once confirmed', () => {
    const [confirmed] = afterEvent([claimed], 'entity', { event: 'confirmed', id: '7' });

    expect(nextMove(confirmed, NOW)).toEqual({ move: 'answer', id: '7' });
  });
});

describe('the steps of a row', () => {
  it('forget a claim that was clearly refused', () => {
    expect(afterEvent([claimed], 'entity', { event: 'refused' })).toEqual([]);
  });

  it('take a claim of a dead worker for unclear, and leave what is confirmed', () => {
    const confirmed: Step = { ...claimed, name: 'location', state: 'confirmed', id: '1' };

    expect(afterTakeover([claimed, confirmed], LATER)).toEqual([{ ...claimed, state: 'unclear', until: LATER }, confirmed]);
  });

  it('say how long the row has to wait', () => {
    expect(quarantinedUntil(afterTakeover([claimed], LATER))).toEqual(LATER);
    expect(quarantinedUntil([claimed])).toBeUndefined();
  });
});
