import { Box, Button, Group, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { issuesQuery, type IssueSummary } from '../../api/issues.ts';
import { DataList } from '../../display/data-list.tsx';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { NoIssues } from './cause-list.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { filterOf, queryOf, type ChangeSearch, type IssueSearch } from './issue-search.ts';
import { entityName, providerName } from '../../display/names.ts';
import { toneOf } from './issue-words.ts';
import { useIssueActions } from './use-issue-actions.ts';

const t = texts.issues;
const ROW_HEIGHT = 74;

export function IssueList({ search, onChange }: { search: IssueSearch; onChange: ChangeSearch }): ReactNode {
  const { status } = search;
  const query = { ...queryOf(search), ...(status === undefined ? {} : { status }) };
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(issuesQuery(query));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const items = data.pages.flatMap((page) => page.items);
  const total = data.pages[0]?.total ?? 0;
  if (items.length === 0) return <NoIssues search={search} />;
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed" role="status">
          {t.found(total)}
        </Text>
        {status === undefined ? <ForAll search={search} total={total} /> : null}
      </Group>
      <DataList
        label={t.list}
        items={items}
        total={total}
        keyOf={({ id }) => id}
        rowHeight={ROW_HEIGHT}
        row={(issue) => <IssueRow issue={issue} onOpen={() => onChange({ issue: issue.id })} />}
        onEndNear={isFetchingNextPage ? undefined : () => void fetchNextPage()}
      />
    </>
  );
}

/** What is done to all that the list shows (IS-04). */
function ForAll({ search, total }: { search: IssueSearch; total: number }): ReactNode {
  const actions = useIssueActions();
  const filter = filterOf(search);
  return (
    <Group gap="xs">
      <Button size="xs" loading={actions.retryAll.isPending} onClick={() => actions.retryAll.mutate(filter)}>
        {t.retryAll(total)}
      </Button>
      <ConfirmButton
        label={t.dismissAll(total)}
        says={t.dismissAllSays(total)}
        onConfirm={() => actions.dismissAll.mutate(filter)}
      />
    </Group>
  );
}

function IssueRow({ issue, onOpen }: { issue: IssueSummary; onOpen: () => void }): ReactNode {
  const { entityType, provider, message, status, attempts, lastFailedAt } = issue;
  return (
    <UnstyledButton w="100%" py="sm" px="xs" onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Box miw={0}>
          <Text fw={600} truncate>
            {issue.entityName === '' ? entityName(entityType) : issue.entityName}
          </Text>
          <Text size="sm" truncate>
            {message}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {entityName(entityType)} · {providerName(provider)} · {t.attempts(attempts)} · <TimeAgo at={lastFailedAt} />
          </Text>
        </Box>
        <StateBadge tone={toneOf(issue)}>{status === 'open' ? t.levels[issue.level] : t.statuses[status]}</StateBadge>
      </Group>
    </UnstyledButton>
  );
}
