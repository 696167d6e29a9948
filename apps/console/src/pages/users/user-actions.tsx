import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { activateUser, deactivateUser, deleteUser, restoreUser, type User } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { useAction } from '../../display/use-action.ts';
import { userTexts } from '../../texts/users.ts';

const t = userTexts.users;
const concerns = ['users'];

/** Letting somebody in, and keeping them out (ID-13). */
export function UserActions({ user: { id, state, allowLogin }, etag }: { user: User; etag: string }): ReactNode {
  const which = { id, etag };
  const activate = useAction({ act: activateUser, says: () => t.activated, concerns });
  const deactivate = useAction({ act: deactivateUser, says: () => t.deactivated, concerns });
  const remove = useAction({ act: deleteUser, says: () => t.removed, concerns });
  const restore = useAction({ act: restoreUser, says: () => t.restored, concerns });
  return (
    <Group gap="xs">
      {state === 'deleted' ? (
        <Button loading={restore.isPending} onClick={() => restore.mutate(which)}>
          {t.restore}
        </Button>
      ) : (
        <>
          {allowLogin ? (
            <AskFirst variant="default" label={t.deactivate} says={t.deactivateSays} onConfirm={() => deactivate.mutate(which)} />
          ) : (
            <Button loading={activate.isPending} onClick={() => activate.mutate(which)}>
              {t.activate}
            </Button>
          )}
          <AskFirst label={t.remove} says={t.removeSays} onConfirm={() => remove.mutate(which)} />
        </>
      )}
      <PageLink to="/activity" search={{ person: id }} size="sm">
        {t.activity}
      </PageLink>
    </Group>
  );
}
