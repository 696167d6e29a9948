import { describe, expect, it } from '@jest/globals';
import { toHandoverSearch } from './handover-page.ts';
import { chosenOf, targetsOf } from './handover-targets.ts';

const from = { provider: 'autotask', id: 'ours' } as const;
const one = (id: string, provider = 'halo', state: 'connecting' | 'connected' | 'auth_failed' | 'removed' = 'connected') => ({
  ...{ id, provider, state, name: `Demo ${id}` },
});
const named = (to?: string) => chosenOf(targetsOf([one('a'), one('b')], from), to)?.id;

describe('where mappings can go', () => {
  it.each([
    ['another PSA that is connected', one('a'), true],
    ['another PSA whose credentials are refused', one('a', 'halo', 'auth_failed'), true],
    ['the integration itself', one('ours', 'autotask'), false],
    ['the same PSA', one('a', 'autotask'), false],
    ['a PSA that the console does not know', one('a', 'paper'), false],
    ['one that was never connected', one('a', 'halo', 'connecting'), false],
    ['one that was removed', one('a', 'halo', 'removed'), false],
  ])('%s', (_, integration, isTarget) => {
    const { id, provider, name } = integration;
    expect(targetsOf([integration], from)).toEqual(isTarget ? [{ id, provider, name }] : []);
  });

  it('the address names one; what makes no sense names none', () => {
    expect([named('b'), named('gone'), named()]).toEqual(['b', undefined, undefined]);
    expect([toHandoverSearch({ to: ' b ' }), toHandoverSearch({ to: {} })]).toEqual([{ to: 'b' }, {}]);
  });

  it('the only one there is need not be named', () => {
    const only = targetsOf([one('a')], from);
    expect([chosenOf(only, undefined)?.id, chosenOf(only, 'gone')]).toEqual(['a', undefined]);
  });
});
