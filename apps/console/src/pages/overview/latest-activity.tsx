import { Card, List, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { latestActivityQuery } from '../../api/audit.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.overview;

/** What was done last, as sentences (OP-01). */
export function LatestActivity(): ReactNode {
  const { data, error, refetch } = useQuery(latestActivityQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  return (
    <Card withBorder component="section" aria-label={t.activity}>
      <Title order={2}>{t.activity}</Title>
      <List listStyleType="none" spacing="xs" mt="sm" size="sm">
        {data.items.map(({ id, text, occurredAt }) => (
          <List.Item key={id} className="wrap-anywhere">
            {text}{' '}
            <Text span size="xs" c="dimmed">
              <TimeAgo at={occurredAt} />
            </Text>
          </List.Item>
        ))}
      </List>
    </Card>
  );
}
