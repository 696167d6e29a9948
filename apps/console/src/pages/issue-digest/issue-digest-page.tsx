import { Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { beginDigest, digestQuery, endDigest } from '../../api/issue-digest.ts';
import { toRefused } from '../../api/problem.ts';
import { PageLink } from '../../display/links.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.issueDigest;

type Digest = NonNullable<Awaited<ReturnType<NonNullable<typeof digestQuery.queryFn>>>>;

/** Whether somebody is mailed about issues, and the way to end it. */
export function IssueDigestPage(): ReactNode {
  const { data, error, refetch } = useQuery(digestQuery);
  return (
    <Stack gap="md" maw={640}>
      <div>
        <Title order={1}>{t.title}</Title>
        <Text c="dimmed">{t.lead}</Text>
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data === undefined && !error ? <LoadingState lines={2} /> : null}
      {data === undefined ? null : <Standing digest={data} />}
      <PageLink to="/issues">{t.toIssues}</PageLink>
    </Stack>
  );
}

function Standing({ digest }: { digest: Digest | null }): ReactNode {
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: () => (digest === null ? beginDigest() : endDigest()),
    onError: (error) => notifications.show({ message: toRefused(error).message, color: 'red', autoClose: 10_000 }),
    onSettled: () => queries.invalidateQueries({ queryKey: digestQuery.queryKey }),
  });
  return (
    <Card withBorder>
      <Group justify="space-between">
        <Text role="status" className="wrap-anywhere">
          {digest === null ? t.off : t.on(digest.email)}
          {digest === null ? null : (
            <Text span size="sm" c="dimmed">
              {' '}
              {t.since} <TimeAgo at={digest.createdAt} />
            </Text>
          )}
        </Text>
        <Button variant={digest === null ? 'filled' : 'default'} loading={change.isPending} onClick={() => change.mutate()}>
          {digest === null ? t.begin : t.end}
        </Button>
      </Group>
    </Card>
  );
}
