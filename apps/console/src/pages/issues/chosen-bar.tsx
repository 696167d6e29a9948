import { Button, Group, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { MOST_CHOSEN } from './chosen.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { useIssueActions } from './use-issue-actions.ts';

const t = texts.issueWork;

/** What is done to the issues that were chosen one by one. */
export function ChosenBar({ ids, onDone }: { ids: readonly string[]; onDone: () => void }): ReactNode {
  const { retryAll, dismissAll, changeAll } = useIssueActions();
  const { data: me } = useSuspenseQuery(sessionQuery);
  const filter = { id: [...ids], muted: 'included' as const };
  const then = { onSuccess: onDone };
  return (
    <Group className="chosen-bar" gap="xs" role="toolbar" aria-label={t.chosenBar}>
      <Text size="sm" fw={600} role="status">
        {t.chosen(ids.length)}
      </Text>
      <Button size="xs" loading={retryAll.isPending} onClick={() => retryAll.mutate(filter, then)}>
        {t.retryChosen}
      </Button>
      <Button
        size="xs"
        variant="default"
        loading={changeAll.isPending}
        onClick={() => changeAll.mutate({ filter, change: { owner: me.id } }, then)}
      >
        {t.takeChosen}
      </Button>
      <ConfirmButton
        label={t.dismissChosen}
        says={texts.issues.dismissAllSays(ids.length)}
        onConfirm={() => dismissAll.mutate(filter, then)}
      />
      <Button size="xs" variant="subtle" onClick={onDone}>
        {t.chooseNone}
      </Button>
      {ids.length < MOST_CHOSEN ? null : (
        <Text size="xs" c="dimmed">
          {t.chosenMost(MOST_CHOSEN)}
        </Text>
      )}
    </Group>
  );
}
