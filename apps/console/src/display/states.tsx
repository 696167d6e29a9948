import { Alert, Badge, Button, Center, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { toRefused } from '../api/problem.ts';
import { texts } from '../texts/index.ts';

/** How much somebody has to care: the colour follows the meaning, never the other way round. */
export type Tone = 'bad' | 'warn' | 'busy' | 'good' | 'calm';

const COLORS: Readonly<Record<Tone, string>> = { bad: 'red', warn: 'yellow', busy: 'indigo', good: 'teal', calm: 'gray' };

/** A state in a word. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }): ReactNode {
  return (
    <Badge color={COLORS[tone]} variant="dot" tt="none" fw={500} flex="none">
      {children}
    </Badge>
  );
}

/** Nothing is here, why that is, and what may be done about it. */
export function EmptyState({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }): ReactNode {
  return (
    <Center py={64}>
      <Stack align="center" gap="xs" maw={440} ta="center">
        <Title order={2}>{title}</Title>
        {children === undefined ? null : <Text c="dimmed">{children}</Text>}
        {action}
      </Stack>
    </Center>
  );
}

/** Something could not be had: what the platform said, and a way to ask again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactNode {
  const { message, requestId } = toRefused(error);
  return (
    <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={texts.states.failed} role="alert">
      <Stack gap="xs">
        <Text size="sm">{message}</Text>
        <Group gap="md">
          {onRetry === undefined ? null : (
            <Button size="xs" variant="default" onClick={onRetry}>
              {texts.states.again}
            </Button>
          )}
          {requestId === undefined ? null : (
            <Text size="xs" c="dimmed">
              {texts.states.requestId(requestId)}
            </Text>
          )}
        </Group>
      </Stack>
    </Alert>
  );
}

/** The shape of what is about to come. */
export function LoadingState({ lines = 6 }: { lines?: number }): ReactNode {
  return (
    <Stack gap="sm" aria-busy aria-label={texts.states.loading} role="status">
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={44} />
      ))}
    </Stack>
  );
}
