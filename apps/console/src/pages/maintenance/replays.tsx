import { Button, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { replay, replaysQuery, type ReplayedStream } from '../../api/maintenance.ts';
import { partnerSettingsQuery } from '../../api/webhooks.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { operationTexts } from '../../texts/operations.ts';
import { JobRow } from './job-row.tsx';

const t = operationTexts.maintenance;

/** Tells a tenant's topics once more what they were told. */
export function Replays(): ReactNode {
  const { data: settings } = useQuery(partnerSettingsQuery);
  if (!settings) return null;
  return (
    <Section title={t.replay} lead={t.replayHow}>
      {settings.data.stream ? <ReplayForm /> : <Text size="sm">{t.replayOff}</Text>}
    </Section>
  );
}

function ReplayForm(): ReactNode {
  const [stream, setStream] = useState<ReplayedStream>('records');
  const { data, error, refetch } = useQuery(replaysQuery);
  const start = useAction({ act: replay, says: () => t.replayStarted, concerns: ['maintenance'] });
  return (
    <>
      <Group gap="sm" align="end">
        <Select
          label={t.stream}
          allowDeselect={false}
          value={stream}
          onChange={(value) => setStream(value as ReplayedStream)}
          data={Object.entries(t.streams).map(([value, label]) => ({ value, label }))}
        />
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate(stream)}>
          {t.replayStart}
        </Button>
      </Group>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data?.items.length === 0 ? <Text size="sm">{t.replayNone}</Text> : null}
      {data?.items.map((job) => (
        <JobRow
          key={job.replayId}
          name={t.streams[job.stream]}
          state={job.state}
          progress={t.sent(job.done)}
          startedAt={job.startedAt}
        />
      ))}
    </>
  );
}
