import { Drawer, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { issueQuery, type IssueDetail } from '../../api/issues.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';
import { IssueActionBar } from './issue-action-bar.tsx';
import { IssueComments } from './issue-comments.tsx';
import { IssueExchange } from './issue-exchange.tsx';
import { IssueHistory } from './issue-history.tsx';
import { IssueStory } from './issue-story.tsx';
import { SentRecordSection } from './sent-record.tsx';
import { entityName } from '../../display/names.ts';

const t = texts.issues;

/** One issue beside the list: what happened, why, what to do, and everything that was tried. */
export function IssueDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }): ReactNode {
  const { data, error, refetch } = useQuery({ ...issueQuery(id ?? ''), enabled: id !== undefined });
  return (
    <Drawer
      opened={id !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={<Text fw={600}>{data ? titleOf(data.data) : t.details}</Text>}
      closeButtonProps={{ 'aria-label': t.close }}
    >
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <Content issue={data.data} etag={data.etag} /> : null}
      {!data && !error ? <LoadingState /> : null}
    </Drawer>
  );
}

function titleOf({ entityType, entityName: name }: IssueDetail): string {
  return name === '' ? entityName(entityType) : `${entityName(entityType)}: ${name}`;
}

function Content({ issue, etag }: { issue: IssueDetail; etag: string }): ReactNode {
  return (
    <Stack gap="lg">
      <IssueActionBar issue={issue} etag={etag} />
      <IssueStory issue={issue} />
      <SentRecordSection key={issue.id} issue={issue} />
      <IssueComments key={`comments ${issue.id}`} id={issue.id} />
      <IssueHistory issue={issue} />
      <IssueExchange exchange={issue.exchange} />
    </Stack>
  );
}
