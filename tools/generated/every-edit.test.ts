import { describe, expect, it } from '@jest/globals';
import { writing } from './deeds-table.ts';
import { declaredServices } from './service-routes.ts';

const { services } = declaredServices();
const edits = services.flatMap(({ name, routes }) =>
  writing(routes)
    .filter(({ method, ifMatch }) => method !== 'POST' || ifMatch !== undefined)
    .map((route) => ({ name: `${name}: ${route.method} ${route.path}`, route })),
);

describe('every route that changes or deletes what is there', () => {
  it.each(edits)('$name heeds If-Match, or says why it need not', ({ route: { ifMatch } }) => {
    if (typeof ifMatch === 'object') expect(ifMatch.needless).toMatch(/^[A-Z].{20,}\.$/);
    else expect(['required', 'optional']).toContain(ifMatch);
  });

  it('is one of those that the services have', () => {
    expect(edits.length).toBeGreaterThan(60);
  });
});

describe('every POST of the gateway itself', () => {
  const posts = services
    .filter(({ name }) => name === 'gateway')
    .flatMap(({ routes }) => routes.filter(({ method, permission }) => method === 'POST' && permission !== 'public'));

  it('takes an Idempotency-Key, as those that it passes on do', () => {
    expect(posts.filter(({ takesIdempotencyKey }) => takesIdempotencyKey !== true).map(({ path }) => path)).toEqual([]);
    expect(posts.length).toBeGreaterThan(30);
  });
});
