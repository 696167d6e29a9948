import { Alert, Group, Loader, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { planConflictsQuery, planMatchesQuery, type Decision, type Plan, type Which } from '../../api/connectors.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { integrationTexts } from '../../texts/integrations.ts';
import { Conflicts } from './conflicts.tsx';
import { decisionsOf, undecidedOf, type Decided } from './decisions.ts';
import { Matches, PlanTable } from './plan-tables.tsx';

const t = integrationTexts.preview;

interface PlanReviewProps {
  which: Which;
  plan: Plan;
  /** What is done with the decisions, once all are made. */
  confirm: (decisions: Decision[], isDecided: boolean) => ReactNode;
}

/** What a comparison of both sides found, and what of it a person has to decide. */
export function PlanReview(props: PlanReviewProps): ReactNode {
  const { plan } = props;
  if (plan.state === 'planning') {
    return (
      <Group role="status">
        <Loader size="sm" aria-hidden />
        <Text>{t.planning}</Text>
      </Group>
    );
  }
  if (plan.state === 'failed') {
    return (
      <Alert color="red" role="alert" title={t.failed}>
        {plan.error}
      </Alert>
    );
  }
  return <Found {...props} />;
}

function Found({ which, plan, confirm }: PlanReviewProps): ReactNode {
  const conflicts = useQuery(planConflictsQuery(which, plan));
  const matches = useQuery(planMatchesQuery(which, plan));
  const [decided, setDecided] = useState<Decided>({});
  const failed = [conflicts, matches].find(({ error }) => error !== null);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!conflicts.data || !matches.data) return <LoadingState lines={3} />;
  const open = undecidedOf(conflicts.data, decided);
  return (
    <>
      <PlanTable plan={plan} />
      <Conflicts items={conflicts.data} decided={decided} onDecide={setDecided} />
      <Matches items={matches.data.items} total={matches.data.total} />
      {confirm(decisionsOf(decided), open.length === 0)}
      {open.length === 0 ? null : (
        <Text size="sm" role="status">
          {t.undecided(open.length)}
        </Text>
      )}
    </>
  );
}
