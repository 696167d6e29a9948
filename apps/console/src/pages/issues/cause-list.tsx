import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { causesQuery, type CauseGroup } from '../../api/issues.ts';
import { EmptyState, ErrorState, LoadingState, StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { hasFilters, queryOf, type ChangeSearch, type IssueSearch } from './issue-search.ts';
import { providerName } from '../../display/names.ts';
import { mendingPlaceOf } from './issue-words.ts';
import { MendingLink } from './mending-link.tsx';
import { useIssueActions } from './use-issue-actions.ts';

const t = texts.issues;

/** Open issues by what mends them: fixed once, retried together. */
export function CauseList({ search, onChange }: { search: IssueSearch; onChange: ChangeSearch }): ReactNode {
  const { data, error, refetch } = useQuery(causesQuery(queryOf(search)));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  if (data.items.length === 0) return <NoIssues search={search} />;
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed" role="status">
        {t.causes(data.total)}
      </Text>
      {data.items.map((group) => (
        <CauseCard key={`${group.cause.id} ${group.part?.value ?? ''}`} group={group} onChange={onChange} />
      ))}
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

function CauseCard({ group, onChange }: { group: CauseGroup; onChange: ChangeSearch }): ReactNode {
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
      <CauseActions group={group} onChange={onChange} />
    </Card>
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
