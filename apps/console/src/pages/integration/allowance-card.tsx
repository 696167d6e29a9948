import { Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Which } from '../../api/connectors.ts';
import { budgetQuery } from '../../api/integrations.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { integrationTexts } from '../../texts/integrations.ts';
import { BudgetGauge } from '../overview/budget-gauge.tsx';

const t = integrationTexts.sync;

/** What of the PSA's allowance is used, by what, and what has to wait for it. */
export function AllowanceCard({ which }: { which: Which }): ReactNode {
  const { data: budget, error, refetch } = useQuery(budgetQuery(which));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!budget) return <LoadingState lines={1} />;
  const used = Object.entries(budget.usedByLane).filter(([, calls]) => calls > 0);
  const standing = budget.standing.filter(({ rows, runs }) => rows + runs > 0).map(({ lane }) => t.lanes[lane] ?? lane);
  return (
    <Paper withBorder p="md" component="section" aria-label={t.budget}>
      <Title order={2} mb="xs">
        {t.budget}
      </Title>
      <BudgetGauge budget={budget} />
      {used.length === 0 ? null : (
        <Group gap="md" mt="xs">
          {used.map(([lane, calls]) => (
            <Text key={lane} size="sm">
              {t.usedBy} {t.lanes[lane] ?? lane}: {calls.toLocaleString('en')}
            </Text>
          ))}
        </Group>
      )}
      {budget.exhaustedAt === undefined ? null : (
        <Text size="sm" mt="xs">
          {t.exhausted} <TimeAgo at={budget.exhaustedAt} />.
        </Text>
      )}
      {standing.length === 0 ? null : (
        <Text size="sm" mt="xs">
          {t.budgetHow(standing)}
        </Text>
      )}
    </Paper>
  );
}
