import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KEPT_OPEN } from '@psa-bridge/testing';
import express from 'express';
import fc from 'fast-check';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inPlaces, type Place } from './places.ts';

const exact = (path: string): Place => ({
  path,
  isBelowToo: false,
  addTo: (router) => router.get(path.replace(/\{(\w+)\}/g, ':$1'), (_request, response) => void response.send(path)),
});
const below = (path: string): Place => ({
  path,
  isBelowToo: true,
  addTo: (router) =>
    router.use(path, (request, response, next) =>
      request.url.includes('pass') ? next() : void response.send(`${path} + ${request.url}`),
    ),
});
const places = [
  below('/docs'),
  below('/v1/things/own'),
  exact('/'),
  exact('/v1/things/count'),
  exact('/v1/{kind}/latest'),
  exact('/v1/things'),
  exact('/v1/things/{id}'),
  exact('/v1/parts/{id}'),
  exact('/{any}'),
];

let server: Server;
let base: string;

/** `/found` asks by the beginning of the path, `/tried` tries every place in turn; the rest of the path is what is asked. */
beforeAll(async () => {
  const app = express();
  app.use('/found', inPlaces(places));
  const router = express.Router();
  for (const place of places) place.addTo(router);
  app.use('/tried', router);
  server = createServer(KEPT_OPEN, app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

async function asked(way: 'found' | 'tried', path: string): Promise<[number, string]> {
  const response = await fetch(`${base}/${way}${path}`);
  return [response.status, response.ok ? await response.text() : ''];
}

describe('places', () => {
  it.each([
    ['/v1/things/7', '/v1/things/{id}'],
    ['/v1/things/count', '/v1/things/count'],
    ['/v1/things?size=3', '/v1/things'],
    ['/v1/things/own/x?y=/z', '/v1/things/own + /x?y=/z'],
    ['/v1/things/latest', '/v1/{kind}/latest'],
    ['/v1/others/latest', '/v1/{kind}/latest'],
    ['/V1/Things/7/', '/v1/things/{id}'],
    ['/docs/a/b', '/docs + /a/b'],
    ['/docs?x', '/docs + /?x'],
    ['/', '/'],
    ['/one', '/{any}'],
  ])('answer %s', async (path, place) => {
    expect(await asked('found', path)).toEqual([200, place]);
  });

  it('are found by how a path begins exactly as by trying each in turn', async () => {
    const segment = fc.constantFrom(
      'v1',
      'V1',
      'things',
      'Things',
      'thing',
      'parts',
      'own',
      'pass',
      'latest',
      'count',
      'docs',
      '7',
      '',
      '%2F',
    );
    const query = fc.constantFrom('', '?', '?a=1', '?a=/v1/things', '?pass');
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 5 }), query, async (segments, search) => {
        const path = `/${segments.join('/')}${search}`;
        expect(await asked('found', path)).toEqual(await asked('tried', path));
      }),
      { numRuns: 300 },
    );
  });
});
