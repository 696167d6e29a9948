import { Group, Progress, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Budget } from '../../api/integrations.ts';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { sharesOf } from './budget-shares.ts';

const t = texts.overview;

/** How much of the PSA's allowance is used, and by whom. */
export function BudgetGauge({ budget }: { budget: Budget }): ReactNode {
  const { limit, windowMs, blockedUntil, work } = budget;
  const { own, others, used } = sharesOf(budget);
  return (
    <Stack gap={4}>
      <Group justify="space-between">
        <Text size="sm">{t.budget(windowMs)}</Text>
        <Text size="sm">{t.budgetUsed(used, limit)}</Text>
      </Group>
      <Progress.Root size="md" aria-hidden>
        <Progress.Section value={own} color="indigo" />
        <Progress.Section value={others} color="gray" />
      </Progress.Root>
      <Text size="xs" c="dimmed">
        {t.budgetOthers(budget.usedByOthers)} · {t.waiting(work.waiting, work.parked)}
      </Text>
      {blockedUntil === undefined ? null : (
        <Text size="sm">
          {t.blockedUntil} <TimeAgo at={blockedUntil} />
        </Text>
      )}
    </Stack>
  );
}
