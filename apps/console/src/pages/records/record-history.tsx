import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { recordHistoryQuery } from '../../api/records.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.records;

/** What people and PSAs did to a record, the latest first. */
export function RecordHistory({ entityType, id }: { entityType: string; id: string }): ReactNode {
  const { data, error, refetch } = useQuery(recordHistoryQuery(entityType, id));
  return (
    <Section title={t.history}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState lines={2} /> : null}
      {data?.length === 0 ? <Text size="sm">{t.historyNone}</Text> : null}
      <Stack gap={6}>
        {(data ?? []).map(({ id: entry, text, occurredAt }) => (
          <Text key={entry} size="sm" className="wrap-anywhere">
            {text}{' '}
            <Text span size="sm" c="dimmed">
              <TimeAgo at={occurredAt} />
            </Text>
          </Text>
        ))}
      </Stack>
    </Section>
  );
}
