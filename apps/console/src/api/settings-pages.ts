import { queryOptions } from '@tanstack/react-query';
import { answerOf, answerWithEtag, api } from './client.ts';
import { placeAt, type Provider, type Which } from './connectors.ts';
import type { paths } from './platform.gen.ts';

/** What stands on a page, as the page's own route says it. */
export type Settings = Readonly<Record<string, unknown>>;

type Written<Path> = Path extends keyof paths
  ? paths[Path] extends { put: { requestBody: { content: { 'application/json': infer Body } } } }
    ? Body
    : never
  : never;
/** The names of a PSA's pages. */
export type PageName<P extends Provider> = keyof paths extends infer Path
  ? Path extends `/v1/integrations/${P}/{id}/pages/${infer Name}`
    ? Name extends `${string}/check`
      ? never
      : Name
    : never
  : never;
/** What a page accepts. */
export type PageSettings<P extends Provider, Name extends string> = Written<`/v1/integrations/${P}/{id}/pages/${Name}`>;

type Seen = paths['/v1/integrations/autotask/{id}/pages/billing-codes']['get']['responses'][200]['content']['application/json'];
export type Choice = NonNullable<Seen['choices'][string]>[number];
export type PageProblem = Seen['problems'][number];
export interface PageView {
  page: string;
  title: string;
  settings: Settings;
  choices: Readonly<Record<string, readonly Choice[]>>;
  problems: readonly PageProblem[];
}
export interface StoredPage {
  data: PageView;
  etag: string;
}

interface PageOf extends Which {
  page: string;
}

/** All pages are read, checked and saved alike; what each accepts is said by `PageSettings`. */
const placeOf = ({ provider, page }: PageOf) => placeAt(provider, `/pages/${page as 'billing-codes'}`);

export const pageListQuery = ({ provider, id }: Which) =>
  queryOptions({
    queryKey: ['settings', id, 'pages'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET(placeAt(provider, '/pages'), { params: { path: { id } }, signal }))).items,
  });

/** Not asked for anew by itself: somebody may be changing what it shows, and saving says whether it still stood. */
export const pageQuery = (of: PageOf) =>
  queryOptions({
    queryKey: ['settings', of.id, of.page],
    staleTime: Infinity,
    queryFn: ({ signal }) => readPage(of, signal),
  });

export function readPage(of: PageOf, signal?: AbortSignal): Promise<StoredPage> {
  const asked = signal === undefined ? {} : { signal };
  return answerWithEtag(api.GET(placeOf(of), { params: { path: { id: of.id } }, ...asked }));
}

/** What saving would say by what the PSA has now. */
export async function checkPage(of: PageOf, settings: Settings): Promise<readonly PageProblem[]> {
  const place = `${placeOf(of)}/check` as '/v1/integrations/autotask/{id}/pages/billing-codes/check';
  return (await answerOf(api.POST(place, { params: { path: { id: of.id } }, body: settings }))).problems;
}

/** @throws Refused with status 412 where somebody saved meanwhile, 400 with what does not hold */
export function savePage(of: PageOf, { settings, etag }: { settings: Settings; etag: string }): Promise<StoredPage> {
  const params = { path: { id: of.id }, header: { 'If-Match': etag } };
  return answerWithEtag(api.PUT(placeOf(of), { params, body: settings }));
}
