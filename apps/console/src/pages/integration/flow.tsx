import { Button, Group, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { pause, resume, type Direction, type IntegrationDetail, type Which } from '../../api/connectors.ts';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';

const t = integrationTexts.connectionPage;

interface FlowProps {
  which: Which;
  integration: Pick<IntegrationDetail, 'pushPaused' | 'pullPaused'>;
}

/** In which directions data flows; what is paused is kept. */
export function Flow({ which, integration: { pushPaused, pullPaused } }: FlowProps): ReactNode {
  const change = useAction({
    act: ({ isPaused, direction }: { isPaused: boolean; direction: Direction }) =>
      isPaused ? resume(which, direction) : pause(which, direction),
    says: () => t.saved,
    concerns: ['integrations'],
  });
  return (
    <Paper withBorder p="md">
      <Title order={2}>{t.flow}</Title>
      <Text size="sm" mb="sm">
        {t.flowing(!pushPaused, !pullPaused)}
      </Text>
      <Group gap="xs">
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate({ isPaused: pushPaused, direction: 'push' })}
        >
          {pushPaused ? t.resumePush : t.pausePush}
        </Button>
        <Button
          variant="default"
          loading={change.isPending}
          onClick={() => change.mutate({ isPaused: pullPaused, direction: 'pull' })}
        >
          {pullPaused ? t.resumePull : t.pausePull}
        </Button>
      </Group>
    </Paper>
  );
}
