import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { StateBadge } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { operationTexts } from '../../texts/operations.ts';

const t = operationTexts.maintenance;

interface JobRowProps {
  name: string;
  state: 'running' | 'completed';
  progress: string;
  startedAt: string;
}

/** Something that takes a while: how far it is. */
export function JobRow({ name, state, progress, startedAt }: JobRowProps): ReactNode {
  return (
    <Group gap="sm">
      <StateBadge tone={state === 'running' ? 'busy' : 'good'}>{state === 'running' ? t.running : t.completed}</StateBadge>
      <Text size="sm">{name}</Text>
      <Text size="sm" c="dimmed">
        {progress} · {t.startedAt} <TimeAgo at={startedAt} />
      </Text>
    </Group>
  );
}
