import { Card, Group, Text } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { mergesQuery, undoMerge, type Merge } from '../../api/duplicates.ts';
import { userQuery } from '../../api/users.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { FoundList } from '../../display/found-list.tsx';
import { StateBadge, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { useNames } from '../../display/use-names.ts';
import { duplicateTexts } from '../../texts/duplicates.ts';

const t = duplicateTexts.merges;
const ROW_HEIGHT = 112;
const TONES: Readonly<Record<Merge['state'], Tone>> = { begun: 'busy', done: 'good', undoing: 'busy', undone: 'calm' };

/** What was made of users who were one person, the latest first. */
export function MergeList(): ReactNode {
  const asked = useInfiniteQuery(mergesQuery);
  return (
    <FoundList
      asked={asked}
      label={t.list}
      found={t.found}
      empty={{ title: t.none, why: t.noneWhy }}
      rowHeight={ROW_HEIGHT}
      row={(merge) => <Row merge={merge} />}
    />
  );
}

function Row({ merge: { id, keptId, mergedId, by, at, state, moved, undoneBy, undoneAt } }: { merge: Merge }): ReactNode {
  const nameOf = useNames([by, undoneBy]);
  const undo = useAction({ act: undoMerge, says: () => t.undone, concerns: ['users'] });
  const [merged, kept] = [useAddress(mergedId), useAddress(keptId)];
  return (
    <Card padding="xs" bg="transparent">
      <Group justify="space-between" wrap="nowrap">
        <Text fw={600} className="wrap-anywhere">
          {t.into(merged, kept)}
        </Text>
        <StateBadge tone={TONES[state]}>{t.states[state]}</StateBadge>
      </Group>
      <Text size="sm">{t.moved(moved.people.length, moved.roleIds.length, moved.permissions.length)}</Text>
      <Group gap="xs" justify="space-between">
        <Text size="xs" c="dimmed">
          <TimeAgo at={at} /> {t.by} {nameOf(by)}
          {undoneAt === undefined ? null : (
            <>
              {' · '}
              {t.undoneBy} {nameOf(undoneBy ?? '')} <TimeAgo at={undoneAt} />
            </>
          )}
        </Text>
        {state === 'done' ? (
          <AskFirst
            size="compact-xs"
            label={t.undo}
            says={t.undoSays(merged, kept)}
            does={t.undoYes}
            loading={undo.isPending}
            onConfirm={() => undo.mutate(id)}
          />
        ) : null}
      </Group>
    </Card>
  );
}

/** Two who were merged mostly have one name: their addresses tell them apart. Whose data was erased has none. */
function useAddress(id: string): string {
  const { data, error } = useQuery(userQuery(id));
  if (error) return t.erased;
  return data?.data.email ?? '…';
}
