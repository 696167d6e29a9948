import { describe, expect, it } from '@jest/globals';
import { derivedId, isId, newId } from './ids.ts';

describe('newId', () => {
  it('makes ids of version 7 that all differ and sort by when they were made', () => {
    const before = Date.now();
    const ids = Array.from({ length: 20_000 }, newId);

    expect(ids.filter((id) => !isId(id) || id[14] !== '7')).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBeGreaterThanOrEqual(before);
  });

  it('leaves nothing of the random part to guess from another id', () => {
    const tails = Array.from({ length: 1_000 }, () => newId().slice(-10));

    expect(new Set(tails).size).toBe(tails.length);
  });
});

describe('derivedId', () => {
  it('is the same id for the same cause, in every process and version', () => {
    expect(derivedId('procurement-item', 'quote', 'q1', 'line-1')).toBe('4ec30621-944d-521c-9f95-52905e240ee6');
  });

  it('tells causes apart however their parts are cut', () => {
    const ids = [derivedId('a', 'b'), derivedId('ab'), derivedId('a,b'), derivedId('a'), derivedId('b', 'a')];

    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every(isId)).toBe(true);
  });
});
