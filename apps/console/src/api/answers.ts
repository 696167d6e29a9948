import { infiniteQueryOptions } from '@tanstack/react-query';
import type { paths } from './platform.gen.ts';

type Json<Response> = Response extends { content: { 'application/json': infer Body } } ? Body : never;

/** What the platform answers to reading a path. */
export type Read<Path extends keyof paths> = paths[Path] extends { get: { responses: { 200: infer Response } } }
  ? Json<Response>
  : never;

/** One entry of a list. */
export type Entry<Path extends keyof paths> = Read<Path> extends { items: (infer Item)[] } ? Item : never;

/** What a list may be asked for. */
export type QueryTo<Path extends keyof paths> = paths[Path] extends { get: { parameters: { query?: infer Query } } }
  ? NonNullable<Query>
  : never;

type Method = 'post' | 'put' | 'patch';

/** What is sent with a change. */
export type Sent<Path extends keyof paths, How extends Method> = paths[Path] extends {
  [Name in How]: { requestBody: infer Body };
}
  ? Json<Body>
  : never;

/** How many entries of a long list are asked for at once. */
export const PAGE = 100;

interface Paged<Answer> {
  queryKey: readonly unknown[];
  /** Asks for the page that begins at the cursor. */
  ask: (page: { size: number; cursor?: string }, signal: AbortSignal) => Promise<Answer>;
}

/** A list that is asked for page by page, as far as somebody reads. */
export function pagedQuery<Answer extends { next?: string }>({ queryKey, ask }: Paged<Answer>) {
  return infiniteQueryOptions({
    queryKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => ask({ size: PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) }, signal),
    getNextPageParam: ({ next }) => next,
  });
}
