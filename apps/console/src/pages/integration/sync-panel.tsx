import { Button, Group, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { startSync, type IntegrationDetail, type SyncKind, type Which } from '../../api/connectors.ts';
import { syncRunsQuery } from '../../api/integrations.ts';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { AllowanceCard } from './allowance-card.tsx';
import { Flow } from './flow.tsx';
import { HeldDeletions } from './held-deletions.tsx';
import { FinishedRuns, RunningRun } from './runs.tsx';

const t = integrationTexts.sync;

/** Starts syncs and shows how they go, as it happens (SY-01). */
export function SyncPanel({ which, integration }: { which: Which; integration: IntegrationDetail }): ReactNode {
  const { data: runs, error, refetch } = useQuery(syncRunsQuery(which));
  const running = (runs ?? []).filter(({ state }) => state === 'running');
  const finished = (runs ?? []).filter(({ state }) => state !== 'running');
  return (
    <Stack gap="md">
      <HeldDeletions which={which} />
      <Starters which={which} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!runs && !error ? <LoadingState lines={3} /> : null}
      {running.map((run) => (
        <RunningRun key={run.id} which={which} run={run} />
      ))}
      <AllowanceCard which={which} />
      <Flow which={which} integration={integration} />
      {runs && finished.length > 0 ? <FinishedRuns runs={finished} /> : null}
      {runs?.length === 0 ? <EmptyState title={t.none}>{t.noneHow}</EmptyState> : null}
    </Stack>
  );
}

/** What each reads, before it is started. */
const KINDS = [
  ['full', t.full, t.fullHow],
  ['fields', t.fields, t.fieldsHow],
  ['delta', t.delta, t.deltaHow],
  ['people', t.people, t.peopleHow],
] as const satisfies readonly (readonly [SyncKind, string, string])[];

function Starters({ which }: { which: Which }): ReactNode {
  const start = useAction({ act: (kind: SyncKind) => startSync(which, kind), says: () => t.started, concerns: ['integrations'] });
  return (
    <Paper withBorder p="md" component="section" aria-label={t.title}>
      <Title order={2} mb="sm">
        {t.title}
      </Title>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        {KINDS.map(([kind, name, how], index) => (
          <Group key={kind} justify="space-between" wrap="nowrap" align="start">
            <div>
              <Text fw={500}>{name}</Text>
              <Text size="sm" c="dimmed">
                {how}
              </Text>
            </div>
            <Button
              flex="none"
              variant={index === 0 ? 'filled' : 'default'}
              size="sm"
              loading={start.isPending && start.variables === kind}
              aria-label={t.start(name)}
              onClick={() => start.mutate(kind)}
            >
              {t.go}
            </Button>
          </Group>
        ))}
      </SimpleGrid>
    </Paper>
  );
}
