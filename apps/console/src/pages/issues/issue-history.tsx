import { Stack, Text, Timeline, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import type { IssueDetail } from '../../api/issues.ts';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';

const t = texts.issues;

/** Every try that is kept, the latest first. */
export function IssueHistory({ issue: { episodes, openings } }: { issue: IssueDetail }): ReactNode {
  const latestFirst = episodes.toReversed();
  return (
    <Stack gap="sm" component="section">
      <Title order={3}>{t.history}</Title>
      <Text size="sm" c="dimmed">
        {t.episode(openings)}
      </Text>
      {latestFirst.map((episode) => (
        <Timeline key={episode.openedAt} bulletSize={14} lineWidth={2}>
          {episode.closedAt === undefined || episode.closedBy === undefined ? null : (
            <Timeline.Item title={t.closedBy[episode.closedBy]}>
              <Text size="xs" c="dimmed">
                <TimeAgo at={episode.closedAt} />
              </Text>
            </Timeline.Item>
          )}
          {episode.attempts.toReversed().map((attempt) => (
            <Timeline.Item key={attempt.at} title={<Text size="sm">{attempt.message}</Text>}>
              <Text size="xs" c="dimmed">
                <TimeAgo at={attempt.at} /> · {attempt.code}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      ))}
    </Stack>
  );
}
