import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { personQuery, unlinkPerson } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.users;

/** Ends a link; what is undone is the link as it stands when somebody says so. */
export function DetachPerson({ id }: { id: string }): ReactNode {
  const queries = useQueryClient();
  const detach = useAction({
    async act() {
      const { etag } = await queries.fetchQuery(personQuery(id));
      return unlinkPerson({ id, etag });
    },
    ...{ says: () => t.detached, concerns: ['users'] },
  });
  return (
    <div>
      <AskFirst size="xs" label={t.detach} says={t.detachSays} loading={detach.isPending} onConfirm={() => detach.mutate()} />
    </div>
  );
}
