import { describe, expect, it } from '@jest/globals';
import { readByStatus, retryAfter, textOf } from './read-answer.ts';

const NOW = new Date('2026-01-05T08:00:00Z');
const read = (status: number, method: 'GET' | 'POST') =>
  readByStatus({ status, headers: {}, body: undefined }, { method, url: 'http://psa.example', group: 'g' });

describe('an answer by its status', () => {
  it('is unclear after a write that met a server error, and only an outage after a read', () => {
    expect(read(503, 'POST').verdict).toBe('unclear');
    expect(read(503, 'GET').verdict).toBe('unavailable');
  });

  it('is a refusal below 500, but for credentials, permission, absence and limits', () => {
    expect([400, 401, 403, 404, 422, 429].map((status) => read(status, 'POST').verdict)).toEqual([
      'refused',
      'credentials',
      'forbidden',
      'not_found',
      'refused',
      'limited',
    ]);
  });

  it('names the time to come back in seconds or as a date', () => {
    expect(retryAfter('30', NOW)).toEqual(new Date('2026-01-05T08:00:30Z'));
    expect(retryAfter('Mon, 05 Jan 2026 08:01:00 GMT', NOW)).toEqual(new Date('2026-01-05T08:01:00Z'));
    expect(retryAfter('soon', NOW)).toBeUndefined();
  });
});

describe('the words of a body', () => {
  it('are found in the shapes that PSAs use, and HTML has none', () => {
    expect(textOf({ errors: ['one', 'two'] })).toBe('one | two');
    expect(textOf({ errors: [{ message: 'inner' }] })).toBe('inner');
    expect(textOf({ Message: 'old style' })).toBe('old style');
    expect(textOf('plain')).toBe('plain');
    expect(textOf('<html>500</html>')).toBeUndefined();
    expect(textOf(undefined)).toBeUndefined();
  });
});
