import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';

const FOUND = 20;

/** Products whose words fit. */
export const productsQuery = (words: string) =>
  queryOptions({
    queryKey: ['records', 'product', 'found', words],
    queryFn: async ({ signal }) => {
      const query = { size: FOUND, ...(words === '' ? {} : { query: words }) };
      return (await answerOf(api.GET('/v1/products', { params: { query }, signal }))).items;
    },
  });

export const productQuery = (id: string) =>
  queryOptions({
    queryKey: ['records', 'product', id],
    queryFn: ({ signal }) => answerOf(api.GET('/v1/products/{id}', { params: { path: { id } }, signal })),
  });
