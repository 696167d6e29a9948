import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { listOf } from './list.ts';

const Row = z.object({ id: z.number() });
const ROWS = [{ id: 1 }, { id: 2 }];

describe('a list of HaloPSA (halopsa.md section 5)', () => {
  it.each([
    ['bare', 'Agent', ROWS, undefined],
    ['in the envelope of its entity', 'Client', { record_count: 7, clients: ROWS }, 7],
    ['under another name', 'Opportunities', { record_count: 7, tickets: ROWS, columns: [{ id: 'x' }] }, 7],
    ['under a name that is not documented', 'WebhookEvent', { record_count: 2, events: ROWS }, 2],
  ])('is read whichever way it is answered: %s', (_how, entity, answer, total) => {
    expect(listOf(entity, Row).parse(answer)).toEqual({ rows: ROWS, total });
  });

  it.each([
    ['no rows', { record_count: 0 }],
    ['several lists of which none is named like it', { a: ROWS, b: ROWS }],
    ['rows of another shape', { clients: [{ id: 'x' }] }],
  ])('that has %s is none', (_what, answer) => {
    expect(listOf('Client', Row).safeParse(answer).success).toBe(false);
  });

  it('is told from what is none, whatever is answered', () => {
    fc.assert(
      fc.property(fc.anything(), (answer) => {
        const read = listOf('Client', Row).safeParse(answer);
        if (read.success) expect(Array.isArray(read.data.rows)).toBe(true);
      }),
    );
  });
});
