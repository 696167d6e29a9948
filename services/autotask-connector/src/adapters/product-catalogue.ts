import { readFile, stat } from 'node:fs/promises';
import { isAppError, unavailable } from '@psa-bridge/core';
import type { HttpClient } from '@psa-bridge/http-client';
import { z } from 'zod';
import type { CatalogueEntry, ProductCatalogue } from '../ports.ts';
import { readCsv } from './csv.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || undefined);
/** A price that is no decimal number is left out: a catalogue with one bad cell still serves. */
const price = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) =>
    value !== null && value !== undefined && /^\d{1,12}(\.\d{1,4})?$/.test(String(value)) ? String(value) : undefined,
  );
const Item = z.object({ mpn: z.string().trim().min(1), name: text, manufacturer: text, description: text, msrp: price });
const Answer = z.object({ items: z.array(Item) });

/** As many part numbers as one request asks for. */
const NUMBERS_AT_ONCE = 50;
const GROUP = 'product-catalogue';

/** The catalogue that the configuration names; a file goes before an endpoint. */
export function catalogueOf(
  {
    PRODUCT_CATALOGUE_FILE: file,
    PRODUCT_CATALOGUE_URL: url,
  }: Readonly<{
    PRODUCT_CATALOGUE_FILE?: string | undefined;
    PRODUCT_CATALOGUE_URL?: string | undefined;
  }>,
  http: Pick<HttpClient, 'request'>,
): ProductCatalogue | undefined {
  if (file !== undefined) return csvCatalogue(file);
  return url === undefined ? undefined : httpCatalogue(url, http);
}

/** A CSV file; read again when it was changed. */
function csvCatalogue(file: string): ProductCatalogue {
  let known: { changedAt: number; entries: ReadonlyMap<string, CatalogueEntry> } | undefined;

  async function entries(): Promise<ReadonlyMap<string, CatalogueEntry>> {
    try {
      const changedAt = (await stat(file)).mtimeMs;
      if (known?.changedAt !== changedAt) known = { changedAt, entries: byNumber(readCsv(await readFile(file, 'utf8'))) };
      return known.entries;
    } catch (cause) {
      throw catalogueUnavailable('The file of the product catalogue cannot be read.', cause);
    }
  }

  return { lookUp: async (partNumbers) => pick(await entries(), partNumbers) };
}

/** An endpoint that answers by part number. */
function httpCatalogue(url: string, http: Pick<HttpClient, 'request'>): ProductCatalogue {
  async function ask(partNumbers: readonly string[], signal: AbortSignal): Promise<readonly unknown[]> {
    const address = new URL(url);
    for (const number of partNumbers) address.searchParams.append('mpn', number);
    const request = { method: 'GET', url: address.href, headers: { accept: 'application/json' }, group: GROUP };
    const { status, body } = await http.request({ ...request, retryable: true, signal }).catch((cause: unknown) => {
      // An address that may not be called will not be called later either.
      const isPassing = isAppError(cause) && cause.kind === 'unavailable';
      throw isPassing ? catalogueUnavailable('The product catalogue does not answer.', cause) : cause;
    });
    const answer = status === 200 ? Answer.safeParse(parsed(body)) : undefined;
    if (!answer?.success) throw catalogueUnavailable(`The product catalogue answered ${status} without the items asked for.`);
    return answer.data.items;
  }

  return {
    async lookUp(partNumbers, signal) {
      const items: unknown[] = [];
      for (let from = 0; from < partNumbers.length; from += NUMBERS_AT_ONCE)
        items.push(...(await ask(partNumbers.slice(from, from + NUMBERS_AT_ONCE), signal)));
      return pick(byNumber(items), partNumbers);
    },
  };
}

function byNumber(items: readonly unknown[]): ReadonlyMap<string, CatalogueEntry> {
  return new Map(
    items.flatMap((item) => {
      const { success, data } = Item.safeParse(item);
      if (!success) return [];
      const { mpn, ...entry } = data;
      return [[keyOf(mpn), entry] as const];
    }),
  );
}

function pick(entries: ReadonlyMap<string, CatalogueEntry>, partNumbers: readonly string[]): ReadonlyMap<string, CatalogueEntry> {
  return new Map(
    partNumbers.flatMap((number) => {
      const entry = entries.get(keyOf(number));
      return entry ? [[number, entry] as const] : [];
    }),
  );
}

/** Catalogues write part numbers in either case. */
function keyOf(partNumber: string): string {
  return partNumber.trim().toLowerCase();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Thrown, and not passed over: products that came over without it would lose what it had completed before. */
function catalogueUnavailable(message: string, cause?: unknown): Error {
  return unavailable('source_unavailable', message, cause === undefined ? {} : { cause });
}
