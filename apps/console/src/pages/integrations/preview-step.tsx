import { Alert, Button, Group, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import {
  confirmPlan,
  makePlan,
  planConflictsQuery,
  planMatchesQuery,
  planQuery,
  type Plan,
  type Which,
} from '../../api/connectors.ts';
import { toRefused } from '../../api/problem.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { Conflicts } from './conflicts.tsx';
import { decisionsOf, undecidedOf, type Decided } from './decisions.ts';
import { Matches, PlanTable, totalOf } from './plan-tables.tsx';

const t = integrationTexts.preview;
const NOT_FOUND = 404;

/** What the first connect would do, decided and confirmed before anything is written. */
export function PreviewStep({ which }: { which: Which }): ReactNode {
  const { data: plan, error, refetch } = useQuery(planQuery(which));
  const none = error !== null && toRefused(error).status === NOT_FOUND;
  if (error && !none) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!plan && !none) return <LoadingState />;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <div>
          <Title order={2}>{t.title}</Title>
          <Text size="sm" c="dimmed">
            {plan ? t.lead : t.askHow}
          </Text>
        </div>
        {plan ? <PlanState which={which} plan={plan} /> : <Compare which={which} label={t.ask} />}
      </Stack>
    </Paper>
  );
}

function PlanState({ which, plan }: { which: Which; plan: Plan }): ReactNode {
  switch (plan.state) {
    case 'planning':
      return (
        <Group role="status">
          <Loader size="sm" aria-hidden />
          <Text>{t.planning}</Text>
        </Group>
      );
    case 'failed':
      return (
        <>
          <Alert color="red" role="alert" title={t.failed}>
            {plan.error}
          </Alert>
          <Compare which={which} label={t.again} />
        </>
      );
    case 'ready':
      return (
        <>
          <Ready which={which} plan={plan} />
          <Compare which={which} label={t.again} />
        </>
      );
    case 'confirmed':
      return (
        <>
          <PlanTable plan={plan} />
          <Text role="status">{t.isConfirmed}</Text>
        </>
      );
  }
}

function Compare({ which, label }: { which: Which; label: string }): ReactNode {
  const compare = useAction({ act: () => makePlan(which), concerns: ['integrations'] });
  return (
    <Group>
      <Button variant={label === t.ask ? 'filled' : 'subtle'} loading={compare.isPending} onClick={() => compare.mutate()}>
        {label}
      </Button>
    </Group>
  );
}

function Ready({ which, plan }: { which: Which; plan: Plan }): ReactNode {
  const conflicts = useQuery(planConflictsQuery(which));
  const matches = useQuery(planMatchesQuery(which));
  const [decided, setDecided] = useState<Decided>({});
  const navigate = useNavigate();
  const confirm = useAction({
    act: async () => {
      await confirmPlan(which, decisionsOf(decided));
      await navigate({
        to: '/integrations/$provider/$integrationId/$page',
        params: { provider: which.provider, integrationId: which.id, page: 'synchronize' },
      });
    },
    says: () => t.confirmed,
    concerns: ['integrations'],
  });
  const error = conflicts.error ?? matches.error;
  if (error) return <ErrorState error={error} onRetry={() => void conflicts.refetch()} />;
  if (!conflicts.data || !matches.data) return <LoadingState lines={3} />;
  const open = undecidedOf(conflicts.data, decided);
  return (
    <>
      <PlanTable plan={plan} />
      <Conflicts items={conflicts.data} decided={decided} onDecide={setDecided} />
      <Matches items={matches.data.items} total={matches.data.total} />
      <Text size="sm">{t.confirmHow(totalOf(plan, 'matches'), totalOf(plan, 'createHere'))}</Text>
      <Group>
        <Button disabled={open.length > 0} loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t.confirm}
        </Button>
        {open.length === 0 ? null : (
          <Text size="sm" role="status">
            {t.undecided(open.length)}
          </Text>
        )}
      </Group>
    </>
  );
}
