import { Card, Group, Progress, Stack, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import {
  budgetQuery,
  freshnessQuery,
  syncRunsQuery,
  type Freshness,
  type Integration,
  type SyncRun,
} from '../../api/integrations.ts';
import { IntegrationBadge } from '../../display/integration-badge.tsx';
import { entityName, providerName } from '../../display/names.ts';
import { ErrorState, LoadingState, StateBadge, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { texts } from '../../texts/index.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { BudgetGauge } from './budget-gauge.tsx';

const t = texts.overview;

/** One integration: is it connected, how fresh is what it keeps in step, what is it doing, and what may it still spend. */
export function IntegrationCard({ integration }: { integration: Integration }): ReactNode {
  const { id, name, provider } = integration;
  const budget = useQuery(budgetQuery(integration));
  const freshness = useQuery(freshnessQuery(integration));
  const runs = useQuery(syncRunsQuery(integration));
  const error = budget.error ?? freshness.error ?? runs.error;
  const [latest] = runs.data ?? [];
  return (
    <Card withBorder component="article" aria-label={name}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Title order={2}>{name}</Title>
          <Text size="sm" c="dimmed">
            {providerName(provider)}
          </Text>
        </div>
        <IntegrationBadge integration={integration} />
      </Group>
      <Stack gap="md" mt="md">
        {error ? <ErrorState error={error} /> : null}
        {latest ? <LatestRun run={latest} /> : null}
        {freshness.data ? <FreshnessTable freshness={freshness.data} /> : <LoadingState lines={2} />}
        {budget.data ? <BudgetGauge budget={budget.data} /> : null}
        <PageLink
          size="sm"
          to="/integrations/$provider/$integrationId/$page"
          params={{ provider, integrationId: id, page: 'synchronize' }}
        >
          {integrationTexts.open}
        </PageLink>
      </Stack>
    </Card>
  );
}

const RUN_TONES: Readonly<Record<SyncRun['state'], Tone>> = {
  running: 'busy',
  completed: 'good',
  failed: 'bad',
  cancelled: 'calm',
};

function LatestRun({ run }: { run: SyncRun }): ReactNode {
  const { kind, state, done, total, callsSpent, finishedAt, startedAt, error, waitsFor } = run;
  const share = total === 0 ? 0 : (100 * done) / total;
  return (
    <Stack gap={4}>
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">
          {t.runKinds[kind] ?? kind} · <TimeAgo at={finishedAt ?? startedAt} />
        </Text>
        <StateBadge tone={RUN_TONES[state]}>{t.runStates[state]}</StateBadge>
      </Group>
      {state === 'running' ? <Progress value={share} aria-label={t.progress} /> : null}
      <Text size="xs" c="dimmed">
        {t.runFigures(done, total, callsSpent)}
      </Text>
      {error === undefined ? null : <Text size="sm">{error.message}</Text>}
      {waitsFor === undefined ? null : <Text size="sm">{waitsFor.message}</Text>}
    </Stack>
  );
}

function FreshnessTable({ freshness: { items } }: { freshness: Freshness }): ReactNode {
  if (items.length === 0) return null;
  return (
    <Table verticalSpacing={4} horizontalSpacing={0} fz="sm">
      <Table.Caption fz="xs">{t.freshness}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t.kept}</Table.Th>
          <Table.Th>{t.agreed}</Table.Th>
          <Table.Th ta="right">{t.state}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map(({ entityType, agreedAt, isLate }) => (
          <Table.Tr key={entityType}>
            <Table.Td>{entityName(entityType)}</Table.Td>
            <Table.Td>{agreedAt === undefined ? t.never : <TimeAgo at={agreedAt} />}</Table.Td>
            <Table.Td ta="right">
              <StateBadge tone={isLate ? 'warn' : 'good'}>{isLate ? t.late : t.inTime}</StateBadge>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
