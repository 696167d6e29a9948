import type { ApiClient } from '../platform/api-client.ts';

/** Paths that name one of something, and some that there are: `/v1/companies/{id}`. */
export interface KnownIds {
  path: string;
  ids: readonly string[];
}

export interface ApiDocument {
  paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const ONE = /^(.*)\/\{id\}$/;
const SOME = 5;

/** Whatever the document lists and names one by one. Random ids alone would only ever be told that there is nothing. */
export async function findKnownIds(api: ApiClient, { paths }: ApiDocument, apiKey: string): Promise<readonly KnownIds[]> {
  const places = Object.keys(paths).flatMap((path) => {
    const list = ONE.exec(path)?.[1];
    return list !== undefined && paths[list]?.['get'] !== undefined ? [{ path, list }] : [];
  });
  const found = await Promise.all(
    places.map(async ({ path, list }) => {
      const { body } = await api.request<{ items?: readonly { id?: string }[] }>('GET', list, { headers: { 'api-key': apiKey } });
      return { path, ids: (body.items ?? []).flatMap(({ id }) => id ?? []).slice(0, SOME) };
    }),
  );
  return found.filter(({ ids }) => ids.length > 0);
}
