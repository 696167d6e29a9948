import { describe, expect, it } from '@jest/globals';
import type { Replica } from './replica.ts';
import { judge, worstOf } from './service-state.ts';

const now = new Date('2026-01-05T10:00:00Z');
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000);

/** A process that began and was seen so many seconds ago. */
function replica(
  state: Replica['state'],
  { began = 600, seen = 1, trouble }: { began?: number; seen?: number; trouble?: string } = {},
) {
  return { name: 'one', state, startedAt: ago(began), seenAt: ago(seen), ...(trouble === undefined ? {} : { trouble }) };
}

describe('the state of a service', () => {
  it.each([
    ['up', 'ready beside one that was stopped', [replica('stopped', { seen: 60 }), replica('ready')]],
    ['up', 'ready beside one that starts', [replica('ready'), replica('starting', { began: 2 })]],
    ['up', 'ready in the place of one that vanished', [replica('vanished', { seen: 60 }), replica('ready', { began: 30 })]],
    [
      'degraded',
      'one for two that vanished',
      [replica('vanished', { seen: 60 }), replica('vanished', { seen: 60 }), replica('ready', { began: 30 })],
    ],
    [
      'degraded',
      'ready beside one that is not',
      [replica('ready'), replica('not_ready', { trouble: 'the broker does not answer' })],
    ],
    [
      'down',
      'starting in the place of one that vanished',
      [replica('vanished', { seen: 60 }), replica('starting', { began: 2 })],
    ],
    ['down', 'stopping', [replica('stopping')]],
    ['down', 'none', []],
    ['unknown', 'starting for the first time', [replica('starting', { began: 2 })]],
  ] as const)('is %s where its processes are %s (OP-04)', (state, _which, replicas) => {
    expect(judge(replicas, now).state).toBe(state);
  });

  it('is down since the last sign of life where nobody lives, and since now where somebody does (OP-04)', () => {
    expect(judge([replica('vanished', { seen: 90 }), replica('stopped', { seen: 60 })], now).from).toEqual(ago(60));
    expect(judge([replica('vanished', { seen: 90 }), replica('not_ready', { trouble: 'x' })], now).from).toEqual(now);
  });

  it('that is worst is that of the platform, and nothing is known of one without services (OP-04)', () => {
    expect(worstOf(['up', 'unknown', 'degraded'])).toBe('degraded');
    expect(worstOf(['up', 'unknown'])).toBe('unknown');
    expect(worstOf([])).toBe('unknown');
  });
});
