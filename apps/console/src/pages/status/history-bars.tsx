import { Group, Progress, Stack, Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { statusHistoryQuery, type ServiceHistory } from '../../api/status.ts';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { exactTime } from '../../display/time-words.ts';
import { operationTexts } from '../../texts/operations.ts';
import { stretchesOf, upShareOf, type Stretch } from './history-bar.ts';

const t = operationTexts.status;
const COLORS = { up: 'teal', degraded: 'yellow', down: 'red', unknown: 'gray' } as const;
const WHOLE = 100;

/** How each service was (OP-04). */
export function HistoryBars(): ReactNode {
  const { data, error, refetch, dataUpdatedAt } = useQuery(statusHistoryQuery);
  return (
    <Section title={t.history}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState lines={3} /> : null}
      {data?.items.length === 0 ? <Text size="sm">{t.historyNone}</Text> : null}
      <Stack gap="sm">
        {data?.items.map((history) => (
          <Bar key={history.service} history={history} now={new Date(dataUpdatedAt)} />
        ))}
      </Stack>
    </Section>
  );
}

function Bar({ history: { service, periods }, now }: { history: ServiceHistory; now: Date }): ReactNode {
  const stretches = stretchesOf(periods, now);
  const upShare = upShareOf(stretches);
  const words = upShare === undefined ? t.states.unknown : t.upShare(upShare);
  return (
    <div>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{service}</Text>
        <Text size="sm" c="dimmed">
          {words}
        </Text>
      </Group>
      <Progress.Root size="lg" role="img" aria-label={t.historyOf(service, words)}>
        {stretches.map((stretch) => (
          <Tooltip key={stretch.from} label={saying(stretch)} multiline maw={320}>
            <Progress.Section value={stretch.share * WHOLE} color={COLORS[stretch.state]} withAria={false} />
          </Tooltip>
        ))}
      </Progress.Root>
    </div>
  );
}

function saying({ state, from, to, cause }: Stretch): string {
  const [began, ended] = [from, to].map((at) => exactTime(new Date(at), navigator.language));
  return `${t.states[state]}: ${began ?? ''} – ${ended ?? ''}${cause === undefined ? '' : `. ${cause}`}`;
}
