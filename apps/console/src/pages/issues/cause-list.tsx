import { Button, Card, Group, Progress, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { causesQuery, type CauseGroup } from '../../api/issues.ts';
import { EmptyState, ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { doneWith, gone, keyOf, risen, type Peaks } from './falling-count.ts';
import { hasFilters, queryOf, type ChangeSearch, type IssueSearch } from './issue-search.ts';
import { providerName } from '../../display/names.ts';
import { mendingPlaceOf } from './issue-words.ts';
import { MendingLink } from './mending-link.tsx';
import { useIssueActions } from './use-issue-actions.ts';

const t = texts.issues;
const { fewer, falling, noneLeft } = texts.issueWork;

/** Open issues by what mends them: fixed once, retried together. */
export function CauseList({ search, onChange }: { search: IssueSearch; onChange: ChangeSearch }): ReactNode {
  const { data, error, refetch } = useQuery(causesQuery(queryOf(search)));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return <Causes key={JSON.stringify(queryOf(search))} {...{ search, onChange, ...data }} />;
}

interface CausesProps {
  search: IssueSearch;
  onChange: ChangeSearch;
  items: readonly CauseGroup[];
  total: number;
}

/** Each with how far it has fallen since somebody came; what is done with stays in sight until they leave. */
function Causes({ search, onChange, items, total }: CausesProps): ReactNode {
  const [before, setPeaks] = useState<Peaks>(new Map());
  const peaks = risen(before, items);
  if (peaks !== before) setPeaks(peaks);
  const done = gone(peaks, items);
  return (
    <Stack gap="md">
      {items.length === 0 ? null : (
        <Text size="sm" c="dimmed" role="status">
          {t.causes(total)}
        </Text>
      )}
      {items.map((group) => (
        <CauseCard key={keyOf(group)} group={group} peak={peaks.get(keyOf(group))?.open ?? group.open} onChange={onChange} />
      ))}
      {done.map(({ key, message, open }) => (
        <Card key={key} withBorder component="article" aria-label={message}>
          <Group justify="space-between" wrap="nowrap" gap="md">
            <Text c="dimmed" className="wrap-anywhere">
              {message}
            </Text>
            <StateBadge tone="good">{noneLeft(open)}</StateBadge>
          </Group>
        </Card>
      ))}
      {items.length === 0 ? <NoIssues search={search} /> : null}
    </Stack>
  );
}

export function NoIssues({ search }: { search: IssueSearch }): ReactNode {
  return hasFilters(search) ? (
    <EmptyState title={t.noneMatch}>{t.noneMatchWhy}</EmptyState>
  ) : (
    <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
  );
}

interface CauseCardProps {
  group: CauseGroup;
  /** The most that were open while somebody looked. */
  peak: number;
  onChange: ChangeSearch;
}

function CauseCard({ group, peak, onChange }: CauseCardProps): ReactNode {
  const { cause, part, open, retrying } = group;
  return (
    <Card withBorder component="article" aria-label={cause.message}>
      <Group justify="space-between" align="start" wrap="nowrap" gap="md">
        <Title order={2} className="wrap-anywhere">
          {cause.message}
        </Title>
        <StateBadge tone="bad">{t.affected(open)}</StateBadge>
      </Group>
      <Text size="sm" c="dimmed">
        {providerName(cause.provider)}
        {part === undefined ? '' : ` · ${part.value}`} · {t.since} <TimeAgo at={cause.firstSeenAt} />
        {retrying === 0 ? '' : ` · ${t.retryingOf(retrying)}`}
      </Text>
      {cause.remedy === '' ? null : (
        <Text mt="sm" className="wrap-anywhere">
          <b>{t.whatToDo}:</b> {cause.remedy}
        </Text>
      )}
      <Falling open={open} peak={peak} />
      <CauseActions group={group} onChange={onChange} />
    </Card>
  );
}

function Falling({ open, peak }: { open: number; peak: number }): ReactNode {
  const share = doneWith(open, peak);
  if (share === 0) return null;
  return (
    <>
      <Text size="sm" mt="sm" role="status">
        {fewer(peak - open, peak)}
      </Text>
      <Progress value={share * 100} color="teal" aria-label={falling} mt={4} />
    </>
  );
}

function CauseActions({ group: { cause, open, filter }, onChange }: { group: CauseGroup; onChange: ChangeSearch }): ReactNode {
  const actions = useIssueActions();
  return (
    <Group mt="md" gap="xs">
      <Button
        leftSection={<IconRefresh size={16} aria-hidden />}
        loading={actions.retryAll.isPending}
        onClick={() => actions.retryAll.mutate(filter)}
      >
        {t.retryAll(open)}
      </Button>
      <MendingLink place={mendingPlaceOf(cause)} />
      <Button variant="default" onClick={() => onChange({ view: 'flat', cause: cause.id })}>
        {t.show}
      </Button>
      <ConfirmButton
        label={t.dismissAll(open)}
        says={t.dismissAllSays(open)}
        onConfirm={() => actions.dismissAll.mutate(filter)}
      />
    </Group>
  );
}
