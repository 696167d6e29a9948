import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { confirmPlan, makePlan, planQuery, type Decision, type Plan, type Which } from '../../api/connectors.ts';
import { toRefused } from '../../api/problem.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { PlanReview } from './plan-review.tsx';
import { PlanTable, totalOf } from './plan-tables.tsx';

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
  if (plan.state === 'confirmed') {
    return (
      <>
        <PlanTable plan={plan} />
        <Text role="status">{t.isConfirmed}</Text>
      </>
    );
  }
  return (
    <>
      <PlanReview
        which={which}
        plan={plan}
        confirm={(decisions, isDecided) => <Confirm which={which} plan={plan} decisions={decisions} isDecided={isDecided} />}
      />
      {plan.state === 'planning' ? null : <Compare which={which} label={t.again} />}
    </>
  );
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

interface ConfirmProps {
  which: Which;
  plan: Plan;
  decisions: Decision[];
  isDecided: boolean;
}

function Confirm({ which, plan, decisions, isDecided }: ConfirmProps): ReactNode {
  const navigate = useNavigate();
  const confirm = useAction({
    act: async () => {
      await confirmPlan(which, decisions);
      await navigate({
        to: '/integrations/$provider/$integrationId/$page',
        params: { provider: which.provider, integrationId: which.id, page: 'synchronize' },
      });
    },
    says: () => t.confirmed,
    concerns: ['integrations'],
  });
  return (
    <>
      <Text size="sm">{t.confirmHow(totalOf(plan, 'matches'), totalOf(plan, 'createHere'))}</Text>
      <Group>
        <Button disabled={!isDecided} loading={confirm.isPending} onClick={() => confirm.mutate()}>
          {t.confirm}
        </Button>
      </Group>
    </>
  );
}
