import { pagedQuery, type Entry } from './answers.ts';
import { answerOf, api } from './client.ts';
import type { User } from './users.ts';

/** Users who may be one person, with the person of a PSA by whom that shows. */
export type Duplicate = Entry<'/v1/duplicates'> & { id: string };
export type Merge = Entry<'/v1/duplicates/merges'>;

export const duplicatesQuery = pagedQuery({
  queryKey: ['users', 'duplicates'],
  async ask(page, signal) {
    const { items, ...rest } = await answerOf(api.GET('/v1/duplicates', { params: { query: page }, signal }));
    // A group is what its person is in the list.
    return { ...rest, items: items.map((group): Duplicate => ({ ...group, id: group.person.id })) };
  },
});

export const mergesQuery = pagedQuery({
  queryKey: ['users', 'merges'],
  ask: (page, signal) => answerOf(api.GET('/v1/duplicates/merges', { params: { query: page }, signal })),
});

type Identified = Pick<User, 'id'>;
export const mergeUsers = ({ kept, merged }: { kept: Identified; merged: Identified }): Promise<Merge> =>
  answerOf(api.POST('/v1/duplicates/merges', { body: { keptId: kept.id, mergedId: merged.id } }));
export const undoMerge = (id: string): Promise<Merge> =>
  answerOf(api.POST('/v1/duplicates/merges/{id}/undo', { params: { path: { id } } }));
