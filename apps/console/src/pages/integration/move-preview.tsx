import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { integrationQuery, type Decision, type Which } from '../../api/connectors.ts';
import { confirmMove, giveUpMove, moveQuery, type Move } from '../../api/moves.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { Disclosure } from '../../display/disclosure.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { PlanReview } from '../integrations/plan-review.tsx';
import { totalOf } from '../integrations/plan-tables.tsx';
import { CheckList, outcomeOf } from './check-list.tsx';

const t = integrationTexts.move;
const concerns = ['integrations'];

/** What the move would do, decided and confirmed, or given up, before anything changes. */
export function MovePreview({ which }: { which: Which }): ReactNode {
  const { data: move, error, refetch } = useQuery(moveQuery(which));
  if (!move) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <LoadingState />;
  const { psaName, fingerprint, checks, plan } = move;
  const warnings = checks.filter((check) => outcomeOf(check) !== 'passed');
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <div>
          <Title order={2} className="wrap-anywhere">
            {t.to(psaName ?? fingerprint)}
          </Title>
          <Text size="sm" c="dimmed" className="wrap-anywhere">
            {integrationTexts.connectionPage.database}: {fingerprint}. {t.previewLead}
          </Text>
        </div>
        {warnings.length === 0 ? null : <CheckList checks={warnings} />}
        <PlanReview
          which={which}
          plan={plan}
          confirm={(decisions, isDecided) => <Confirm {...{ which, plan, decisions, isDecided }} />}
        />
        <GiveUp which={which} />
        <Disclosure label={integrationTexts.credentials.results}>
          <CheckList checks={checks} />
        </Disclosure>
      </Stack>
    </Paper>
  );
}

interface ConfirmProps extends Pick<Move, 'plan'> {
  which: Which;
  decisions: Decision[];
  isDecided: boolean;
}

function Confirm({ which, plan, decisions, isDecided }: ConfirmProps): ReactNode {
  const confirm = useAction({ act: () => confirmMove(which, decisions), concerns });
  const says = t.confirmSays(totalOf(plan, 'matches'), totalOf(plan, 'createThere'), totalOf(plan, 'createHere'));
  return (
    <>
      <Text size="sm">{says}</Text>
      <Group>
        <AskFirst
          variant="default"
          label={t.confirm}
          says={t.confirmAsk}
          does={t.confirmYes}
          disabled={!isDecided}
          loading={confirm.isPending}
          onConfirm={() => confirm.mutate()}
        />
      </Group>
    </>
  );
}

function GiveUp({ which }: { which: Which }): ReactNode {
  const queries = useQueryClient();
  const giveUp = useAction({
    act: async () => {
      await giveUpMove(which);
      // It is gone, and asking for it would be refused.
      queries.setQueryData(integrationQuery(which).queryKey, (known) => {
        const { move: _given, ...rest } = known ?? {};
        return known && (rest as typeof known);
      });
    },
    says: () => t.givenUp,
    concerns,
  });
  return (
    <Group>
      <AskFirst label={t.giveUp} says={t.giveUpSays} loading={giveUp.isPending} onConfirm={() => giveUp.mutate()} />
    </Group>
  );
}
