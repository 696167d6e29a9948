import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@psa-bridge/core';
import { createHttpClient } from '@psa-bridge/http-client';
import { createMetrics } from '@psa-bridge/observability';
import { captureLogger } from '@psa-bridge/testing';
import { catalogueOf } from './product-catalogue.ts';

const { signal } = new AbortController();
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

function client(allowPrivate: readonly string[] = []) {
  const http = createHttpClient({
    ...{
      name: 'catalogue',
      clock: systemClock,
      logger: captureLogger().logger,
      metrics: createMetrics({ processMetrics: false }),
    },
    ...{ guard: { allowPrivate }, retry: { retries: 0, backoff: { firstMs: 1, maxMs: 1, factor: 1, jitter: 0 } } },
  });
  closing.push(() => http.close());
  return http;
}

async function file(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  closing.push(() => rm(folder, { recursive: true }));
  const path = join(folder, 'catalogue.csv');
  await writeFile(path, content);
  return path;
}

async function endpoint(answer: (numbers: readonly string[]) => { status: number; body: string }): Promise<string> {
  const server: Server = createServer((request, response) => {
    const numbers = new URL(request.url ?? '', 'http://127.0.0.1').searchParams.getAll('mpn');
    const { status, body } = answer(numbers);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/parts`;
}

describe('AT-33: a catalogue', () => {
  it('as a CSV file answers by part number in either case, with quotes, separators and bad prices dealt with', async () => {
    const path = await file(
      ['MPN;Manufacturer;Description;MSRP', 'ab-1;Acme;"A ""fast"" switch; 8 ports";129.90', 'CD-2;;;on request', '', ''].join(
        '\r\n',
      ),
    );

    const found = await catalogueOf({ PRODUCT_CATALOGUE_FILE: path }, client())?.lookUp(['AB-1', 'CD-2', 'EF-3'], signal);

    expect(found?.get('AB-1')).toEqual({ manufacturer: 'Acme', description: 'A "fast" switch; 8 ports', msrp: '129.90' });
    expect(found?.get('CD-2')).toEqual({});
    expect([...(found?.keys() ?? [])]).toEqual(['AB-1', 'CD-2']);
  });

  it('as a file is read again after it was changed, and told to be unreadable where it is gone', async () => {
    const path = await file('mpn,description\nA1,old');
    const catalogue = catalogueOf({ PRODUCT_CATALOGUE_FILE: path }, client());
    await catalogue?.lookUp(['A1'], signal);
    await writeFile(path, 'mpn,description\nA1,"new\nline"');
    await utimes(path, new Date(), new Date(Date.now() + 60_000));

    expect((await catalogue?.lookUp(['A1'], signal))?.get('A1')).toEqual({ description: 'new\nline' });
    await rm(path);
    await expect(catalogue?.lookUp(['A1'], signal)).rejects.toMatchObject({ code: 'source_unavailable', kind: 'unavailable' });
  });

  it('as an endpoint is asked for at most 50 part numbers at once', async () => {
    const asked: number[] = [];
    const url = await endpoint((numbers) => {
      asked.push(numbers.length);
      return {
        status: 200,
        body: JSON.stringify({ items: numbers.map((mpn) => ({ mpn, description: `About ${mpn}`, msrp: 5 })) }),
      };
    });
    const numbers = Array.from({ length: 120 }, (_, index) => `P-${index} & more`);

    const found = await catalogueOf({ PRODUCT_CATALOGUE_URL: url }, client(['127.0.0.1']))?.lookUp(numbers, signal);

    expect(asked).toEqual([50, 50, 20]);
    expect(found?.get('P-119 & more')).toEqual({ description: 'About P-119 & more', msrp: '5' });
  });

  it.each([
    [500, '{"items":[]}'],
    [200, 'no JSON'],
    [200, '{"something":"else"}'],
  ])('as an endpoint that answers %i %s is told to be unavailable, so that the import waits', async (status, body) => {
    const url = await endpoint(() => ({ status, body }));

    const looking = catalogueOf({ PRODUCT_CATALOGUE_URL: url }, client(['127.0.0.1']))?.lookUp(['A1'], signal);

    await expect(looking).rejects.toMatchObject({ code: 'source_unavailable' });
  });

  it('as an endpoint that cannot be reached is told to be unavailable too', async () => {
    const url = await endpoint(() => ({ status: 200, body: '{"items":[]}' }));
    await closing.pop()?.();

    await expect(
      catalogueOf({ PRODUCT_CATALOGUE_URL: url }, client(['127.0.0.1']))?.lookUp(['A1'], signal),
    ).rejects.toMatchObject({ code: 'source_unavailable' });
  });

  it('as an endpoint at a private address is not called unless the configuration allows it', async () => {
    const url = await endpoint(() => ({ status: 200, body: '{"items":[]}' }));

    await expect(catalogueOf({ PRODUCT_CATALOGUE_URL: url }, client())?.lookUp(['A1'], signal)).rejects.toMatchObject({
      code: 'blocked_address',
    });
  });

  it('is none where none is configured', () => {
    expect(catalogueOf({}, client())).toBeUndefined();
  });
});
