import { describe, expect, it } from '@jest/globals';
import { isAppError } from '@psa-bridge/core';
import fc from 'fast-check';
import { cursorOf, positionsOf } from './replay-job.ts';

const positions = fc.dictionary(fc.integer({ min: 0, max: 999 }).map(String), fc.bigInt({ min: 0n, max: 2n ** 62n }).map(String));

describe('the cursor of a replay', () => {
  it('says where it ended', () => {
    fc.assert(fc.property(positions, (ended) => expect(positionsOf(cursorOf({ positions: ended }))).toEqual(ended)));
  });

  it('that anything else is given for is refused by its name, and nothing breaks', () => {
    const foreign = fc.oneof(
      fc.string(),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
    );
    fc.assert(
      fc.property(foreign, (text) => {
        try {
          for (const offset of Object.values(positionsOf(text))) expect(BigInt(offset)).toBeGreaterThanOrEqual(0n);
        } catch (error) {
          expect(isAppError(error) && error.code).toBe('invalid_cursor');
        }
      }),
    );
  });
});
