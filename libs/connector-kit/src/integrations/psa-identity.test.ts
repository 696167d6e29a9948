import { describe, expect, it } from '@jest/globals';
import { isSamePsa, namesAfter } from './psa-identity.ts';

const report = (fingerprint: string, ...alsoKnownAs: string[]) => ({ fingerprint, alsoKnownAs, checks: [] });
const known = { fingerprint: 'database:5', recognisedBy: ['database:5', 'company:Demo@a.example'] };

describe('a PSA database', () => {
  it.each([
    ['by its surest name, though it was renamed', known, report('database:5', 'company:Other@b.example'), true],
    ['by a lesser name, where it cannot tell the surest', known, report('company:Demo@a.example'), true],
    [
      'by a lesser name, where it was never known by another',
      { fingerprint: 'company:Demo@a.example' },
      report('database:5', 'company:Demo@a.example'),
      true,
    ],
    ['and not taken for another one that has the same lesser name', known, report('database:6', 'company:Demo@a.example'), false],
    ['and not by a lesser name that differs', known, report('company:Demo@b.example'), false],
    ['and not where nothing of it is known', {}, report('database:5'), false],
    ['and not where nothing can be compared', { fingerprint: 'database:5' }, report('company:Demo@a.example'), false],
  ])('is recognised %s', (_how, before, told, isSame) => {
    expect(isSamePsa(before, told)).toBe(isSame);
  });

  it('keeps its surest name while only a lesser one is told, and takes over what changed', () => {
    expect(namesAfter(known, report('company:Renamed@a.example'))).toEqual(['database:5', 'company:Renamed@a.example']);
    expect(namesAfter({ fingerprint: 'company:Demo@a.example' }, report('database:5', 'company:Demo@a.example'))).toEqual([
      'database:5',
      'company:Demo@a.example',
    ]);
  });
});
