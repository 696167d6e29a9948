import { describe, expect, it } from '@jest/globals';
import { declaredServices } from './service-routes.ts';

const lists = declaredServices().services.flatMap(({ name, routes }) =>
  routes
    .filter(({ method, query }) => method === 'GET' && query?.shape['from'] !== undefined)
    .map((route) => ({ name: `${name}: ${route.path}`, route })),
);

describe('every list that is read by the number of its first item', () => {
  it.each(lists)('$name goes on by a cursor too, which moves no page whatever is added meanwhile (PA-04)', ({ route }) => {
    const { shape: answer = {} } = route.responses[200] as { shape?: object };

    expect(Object.keys(route.query?.shape ?? {})).toEqual(expect.arrayContaining(['from', 'size', 'cursor']));
    expect(Object.keys(answer)).toEqual(expect.arrayContaining(['items', 'total', 'next']));
  });

  it('is one of those that the services have', () => {
    expect(lists.length).toBeGreaterThan(20);
  });
});
