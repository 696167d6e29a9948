import { queryOptions } from '@tanstack/react-query';
import { answerOf, answerWithEtag, api } from './client.ts';
import type { IssueChange, IssueFilter } from './issues.ts';

export const commentsQuery = (id: string) =>
  queryOptions({
    queryKey: ['issues', 'comments', id],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/v1/issues/{id}/comments', { params: { path: { id } }, signal }))).items,
  });

export const commentOn = ({ id, text }: { id: string; text: string }) =>
  answerOf(api.POST('/v1/issues/{id}/comments', { params: { path: { id } }, body: { text } }));

export const changeAll = (body: { filter: IssueFilter; change: IssueChange }) =>
  answerOf(api.POST('/v1/issues/change-all', { body }));

/** Records of all types are read and changed in the same form, so that a company's place stands for every other. */
const placeAt = (editAt: string): '/v1/companies/{id}' => editAt as '/v1/companies/{id}';
/** The place names its record itself. */
const NAMED = { id: '' };

export type SentRecord = Readonly<Record<string, unknown>>;

/** What is sent to the PSA, at the place that the issue names. */
export const sentRecordQuery = (editAt: string) =>
  queryOptions({
    queryKey: ['records', 'sent', editAt],
    queryFn: async ({ signal }): Promise<{ record: SentRecord; etag: string }> => {
      const { data, etag } = await answerWithEtag(api.GET(placeAt(editAt), { params: { path: NAMED }, signal }));
      return { record: data, etag };
    },
  });

/** Saved only as long as it stands as it was read. @throws Refused with status 412 where it does not */
export const changeSentRecord = ({ editAt, etag, change }: { editAt: string; etag: string; change: SentRecord }) =>
  answerOf(api.PATCH(placeAt(editAt), { params: { path: NAMED, header: { 'If-Match': etag } }, body: change }));
