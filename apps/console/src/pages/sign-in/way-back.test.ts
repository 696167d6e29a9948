import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toSsoAttempt, wayBackOf } from './way-back.ts';

describe('the way back after signing in', () => {
  it('leads to where somebody was going', () => {
    expect(wayBackOf('/issues?view=flat&issue=i1#top')).toBe('/issues?view=flat&issue=i1#top');
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example/x',
    '/\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    'javascript:alert(1)',
    'issues',
    '/sign-in?to=/x',
  ])('leads to the first page where %s is asked for', (to) => {
    expect(wayBackOf(to)).toBe('/');
  });

  it('never leads out of the console', () => {
    const part = fc.constantFrom('/', '\\', '.', '..', '%2e', '\t', 'evil.example', '?', '#', ':', '@');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl(),
          fc.string(),
          fc.string().map((text) => `/${text}`),
          fc.array(part, { maxLength: 8 }).map((parts) => `/${parts.join('')}`),
        ),
        (to) => {
          const way = new URL(wayBackOf(to), 'https://console.example');

          expect(way.origin).toBe('https://console.example');
        },
      ),
    );
  });
});

describe('an attempt to sign in by a provider', () => {
  it('is taken up with where somebody was going', () => {
    const kept = JSON.stringify({ provider: 'google', attempt: 'a1', to: '/issues' });

    expect(toSsoAttempt(kept)).toEqual({ provider: 'google', attempt: 'a1', to: '/issues' });
  });

  it.each([null, '', '{', '[]', 'null', '{"provider":1,"attempt":"a"}'])('is none where %s was kept', (kept) => {
    expect(toSsoAttempt(kept)).toBeUndefined();
  });
});
