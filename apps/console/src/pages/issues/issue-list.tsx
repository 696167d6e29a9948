import { Box, Button, Checkbox, Group, Text, UnstyledButton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { issuesQuery, type IssueSummary } from '../../api/issues.ts';
import { DataList } from '../../display/data-list.tsx';
import { ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { useNames } from '../../display/use-names.ts';
import { NoIssues } from './cause-list.tsx';
import { ChosenBar } from './chosen-bar.tsx';
import { chosenAmong, MOST_CHOSEN, toggled } from './chosen.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { filterOf, listQueryOf, type ChangeSearch, type IssueSearch } from './issue-search.ts';
import { entityName, providerName } from '../../display/names.ts';
import { toneOf } from './issue-words.ts';
import { useIssueActions } from './use-issue-actions.ts';

const t = texts.issues;
const ROW_HEIGHT = 74;

export function IssueList({ search, onChange }: { search: IssueSearch; onChange: ChangeSearch }): ReactNode {
  const query = listQueryOf(search);
  const { data, error, refetch, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(issuesQuery(query));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  const items = data.pages.flatMap((page) => page.items);
  const total = data.pages[0]?.total ?? 0;
  if (items.length === 0) return <NoIssues search={search} />;
  const onEndNear = isFetchingNextPage ? undefined : () => void fetchNextPage();
  return <Rows key={JSON.stringify(query)} {...{ search, onChange, items, total, onEndNear }} />;
}

interface RowsProps {
  search: IssueSearch;
  onChange: ChangeSearch;
  items: readonly IssueSummary[];
  total: number;
  onEndNear: (() => void) | undefined;
}

/** Issues with whose they are; those that are open can be chosen one by one. */
function Rows({ search, onChange, items, total, onEndNear }: RowsProps): ReactNode {
  const [wanted, setWanted] = useState<ReadonlySet<string>>(new Set());
  const nameOf = useNames(items.map(({ owner }) => owner));
  const isOfOpen = search.status === undefined;
  const chosen = chosenAmong(items, wanted);
  const choosing = (id: string): Choosing | undefined =>
    isOfOpen
      ? {
          isChosen: chosen.has(id),
          isFull: chosen.size >= MOST_CHOSEN && !chosen.has(id),
          onChoose: () => setWanted(toggled(chosen, id)),
        }
      : undefined;
  return (
    <>
      {chosen.size === 0 ? (
        <Group justify="space-between">
          <Text size="sm" c="dimmed" role="status">
            {t.found(total)}
          </Text>
          {isOfOpen ? <ForAll search={search} total={total} /> : null}
        </Group>
      ) : (
        <ChosenBar ids={[...chosen]} onDone={() => setWanted(new Set())} />
      )}
      <DataList
        label={t.list}
        items={items}
        total={total}
        keyOf={({ id }) => id}
        rowHeight={ROW_HEIGHT}
        row={(issue) => (
          <IssueRow issue={issue} nameOf={nameOf} choosing={choosing(issue.id)} onOpen={() => onChange({ issue: issue.id })} />
        )}
        onEndNear={onEndNear}
      />
    </>
  );
}

interface Choosing {
  isChosen: boolean;
  /** No more can be chosen. */
  isFull: boolean;
  onChoose: () => void;
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

interface IssueRowProps {
  issue: IssueSummary;
  nameOf: (id: string) => string;
  choosing: Choosing | undefined;
  onOpen: () => void;
}

function IssueRow({ issue, nameOf, choosing, onOpen }: IssueRowProps): ReactNode {
  const name = issue.entityName === '' ? entityName(issue.entityType) : issue.entityName;
  return (
    <Group wrap="nowrap" gap="xs" pl="xs">
      {choosing === undefined ? null : (
        <Checkbox
          aria-label={texts.issueWork.choose(name)}
          checked={choosing.isChosen}
          disabled={choosing.isFull}
          onChange={choosing.onChoose}
        />
      )}
      <IssueButton {...{ issue, name, nameOf, onOpen }} />
    </Group>
  );
}

function IssueButton({ issue, name, nameOf, onOpen }: Omit<IssueRowProps, 'choosing'> & { name: string }): ReactNode {
  const { entityType, provider, message, status, attempts, lastFailedAt, owner } = issue;
  return (
    <UnstyledButton w="100%" miw={0} py="sm" px="xs" onClick={onOpen}>
      <Group justify="space-between" wrap="nowrap" gap="md">
        <Box miw={0}>
          <Text fw={600} truncate>
            {name}
          </Text>
          <Text size="sm" truncate>
            {message}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {entityName(entityType)} · {providerName(provider)} · {t.attempts(attempts)} · <TimeAgo at={lastFailedAt} />
            {owner === undefined ? '' : ` · ${nameOf(owner)}`}
          </Text>
        </Box>
        <StateBadge tone={toneOf(issue)}>{status === 'open' ? t.levels[issue.level] : t.statuses[status]}</StateBadge>
      </Group>
    </UnstyledButton>
  );
}
