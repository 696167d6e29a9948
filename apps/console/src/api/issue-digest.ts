import { queryOptions } from '@tanstack/react-query';
import { answerOf, api } from './client.ts';
import { toRefused } from './problem.ts';

const NONE = 404;

/** How somebody hears of issues; null where they do not. */
export const digestQuery = queryOptions({
  queryKey: ['issue-digest'],
  queryFn: async ({ signal }) => {
    try {
      return await answerOf(api.GET('/v1/issues/digest', { signal }));
    } catch (error) {
      if (toRefused(error).status === NONE) return null;
      throw error;
    }
  },
});

export const beginDigest = () => answerOf(api.PUT('/v1/issues/digest', { body: { mail: true, filter: {} } }));
export const endDigest = () => answerOf(api.DELETE('/v1/issues/digest'));
