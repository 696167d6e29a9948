import { describe, expect, it } from '@jest/globals';
import { statusAfter } from './quote-status.ts';

describe('statusAfter', () => {
  it('sends a draft', () => {
    expect(statusAfter('send', 'draft')).toBe('sent');
  });

  it('approves a sent quote and a draft', () => {
    expect([statusAfter('approve', 'sent'), statusAfter('approve', 'draft')]).toEqual(['approved', 'approved']);
  });

  it('changes nothing where the quote is there already', () => {
    expect(statusAfter('approve', 'approved')).toBeUndefined();
  });

  it('refuses to approve a declined quote, naming both statuses', () => {
    expect(() => statusAfter('approve', 'declined')).toThrow(
      expect.objectContaining({
        code: 'quote_status_conflict',
        kind: 'conflict',
        message: expect.stringMatching(/declined.*approved/),
      }),
    );
  });

  it('refuses to decline what was never sent', () => {
    expect(() => statusAfter('decline', 'draft')).toThrow(expect.objectContaining({ code: 'quote_status_conflict' }));
  });
});
