import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import type { paths } from './platform.gen.ts';

export type Named = paths['/v1/users/names']['get']['responses'][200]['content']['application/json']['items'][number];

const KEPT_MS = 5 * 60_000;
/** As many as may be asked for by id at once. */
export const MOST_NAMED = 50;

/** Who they are whom an id stands for. */
export const namesQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['names', 'of', ids],
    staleTime: KEPT_MS,
    enabled: ids.length > 0,
    queryFn: async ({ signal }): Promise<readonly Named[]> => {
      const query = { id: ids.join(','), size: MOST_NAMED };
      return (await answerOf(api.GET('/v1/users/names', { params: { query }, signal }))).items;
    },
  });

/** Whom work may be given to: the MSP's own people by their names. */
export const colleaguesQuery = (name: string) =>
  queryOptions({
    queryKey: ['names', 'colleagues', name],
    staleTime: KEPT_MS,
    queryFn: async ({ signal }): Promise<readonly Named[]> => {
      const query = { kind: 'msp', ...(name === '' ? {} : { name }) } as const;
      const { items } = await answerOf(api.GET('/v1/users/names', { params: { query }, signal }));
      return items.filter(({ isActive }) => isActive);
    },
  });
