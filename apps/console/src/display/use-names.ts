import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { MOST_NAMED, namesQuery } from '../api/names.ts';
import { sessionQuery } from '../session/session.ts';
import { texts } from '../texts/index.ts';

/** What people call those whom ids stand for; somebody who is gone for good, or is no person, has no name. */
export function useNames(ids: readonly (string | undefined)[]): (id: string) => string {
  const { data: me } = useSuspenseQuery(sessionQuery);
  const others = [...new Set(ids)].filter((id) => id !== undefined && id !== me.id).filter((id) => USER_ID.test(id ?? ''));
  const asked = others.sort().slice(0, MOST_NAMED) as string[];
  const { data: named = [] } = useQuery(namesQuery(asked));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return (id) => (id === me.id ? texts.issueWork.you(me.name) : (names.get(id) ?? texts.issueWork.somebody));
}

const USER_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
