import { describe, expect, it } from '@jest/globals';
import { exactTime, timeAgo } from './time-words.ts';

const NOW = new Date('2026-03-10T12:00:00Z');
const ago = (seconds: number): string => timeAgo(new Date(NOW.getTime() - seconds * 1000), NOW, 'en');

describe('how long ago something was', () => {
  it.each([
    [0, 'now'],
    [59, 'now'],
    [60, '1 minute ago'],
    [3_599, '59 minutes ago'],
    [3_600, '1 hour ago'],
    [86_400, 'yesterday'],
    [40 * 86_400, 'last month'],
    [-120, 'in 2 minutes'],
  ])('%d seconds are told as "%s"', (seconds, words) => {
    expect(ago(seconds)).toBe(words);
  });
});

describe('the exact time', () => {
  it('is told in the zone of the reader, and names it', () => {
    expect(exactTime(NOW, 'en-GB', 'Europe/Berlin')).toContain('13:00:00');
    expect(exactTime(NOW, 'en-GB', 'Europe/Berlin')).toMatch(/CET|GMT\+1/);
  });
});
