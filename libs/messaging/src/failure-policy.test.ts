import { describe, expect, it } from '@jest/globals';
import { AppError, ERROR_KINDS } from '@psa-bridge/core';
import { judgeFailure, MAX_TRIES } from './failure-policy.ts';

describe('the verdict on a failure (architecture rule 4)', () => {
  it.each(ERROR_KINDS.map((kind) => [kind]))('of kind %s', (kind) => {
    const error = new AppError('x', { code: 'x', kind });
    const waits = kind === 'unavailable' || kind === 'rate_limited';

    const verdicts = [1, 2, MAX_TRIES, 100].map((faults) => judgeFailure(error, faults));

    expect(verdicts).toEqual(waits ? ['wait', 'wait', 'wait', 'wait'] : ['retry', 'retry', 'dead_letter', 'dead_letter']);
  });

  it('gives what nobody foresaw three tries', () => {
    const verdicts = [1, 2, 3].map((faults) => judgeFailure(new TypeError('x'), faults));

    expect(verdicts).toEqual(['retry', 'retry', 'dead_letter']);
  });

  it.each([['invalid_envelope'], ['undecodable_payload'], ['unknown_event_version']])('does not try %s again', (code) => {
    const verdict = judgeFailure(new AppError('x', { code, kind: 'invalid_input' }), 1);

    expect(verdict).toBe('dead_letter');
  });
});
