import { Alert, Group, List, Paper, Stack, Stepper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { integrationQuery, type IntegrationDetail, type Which } from '../../api/connectors.ts';
import type { MoveStage } from '../../api/moves.ts';
import { PageButton } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { CredentialsForm } from '../integrations/credentials-form.tsx';
import { SYNCHRONIZE } from '../settings/forms.ts';
import { MovePreview } from './move-preview.tsx';
import { useBeginMove } from './use-begin-move.ts';

const t = integrationTexts.move;
const WATCH_MS = 2_000;

interface MovePanelProps {
  which: Which;
  integration: IntegrationDetail;
}

/** From one database of a PSA to another: compared, decided, confirmed, and watched until it is done (architecture rule 9). */
export function MovePanel({ which, integration }: MovePanelProps): ReactNode {
  const { move } = integration;
  const isRunning = move !== undefined && move.stage !== 'previewed';
  const [hasRun, setHasRun] = useState(false);
  if (isRunning && !hasRun) setHasRun(true);
  useQuery({ ...integrationQuery(which), refetchInterval: isRunning ? WATCH_MS : false });
  if (move === undefined)
    return hasRun ? <Moved which={which} integration={integration} /> : <Begin {...{ which, integration }} />;
  if (isRunning) return <Running stage={move.stage} to={move.psaName ?? move.fingerprint} />;
  return <MovePreview which={which} />;
}

function Begin({ which, integration }: MovePanelProps): ReactNode {
  const begin = useBeginMove(which);
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <div>
          <Title order={2}>{t.title}</Title>
          <Text size="sm" c="dimmed">
            {t.lead(providerName(which.provider))}
          </Text>
        </div>
        <Consequences />
        <CredentialsForm
          provider={which.provider}
          integration={integration}
          submit={t.compare}
          isPending={begin.isPending}
          tested={undefined}
          error={begin.error}
          onSubmit={({ credentials }) => begin.mutate(credentials)}
        />
      </Stack>
    </Paper>
  );
}

function Consequences(): ReactNode {
  return (
    <List size="sm" spacing={4} aria-label={t.consequences}>
      {t.whatBecomes.map(([what, how]) => (
        <List.Item key={what}>
          <b>{what}:</b> {how}
        </List.Item>
      ))}
    </List>
  );
}

const STAGES: readonly Exclude<MoveStage, 'previewed'>[] = ['draining', 'unlinking', 'linking'];

function Running({ stage, to }: { stage: MoveStage; to: string }): ReactNode {
  return (
    <Paper withBorder p="md" component="section" aria-label={t.running(to)}>
      <Stack gap="md">
        <div>
          <Title order={2} className="wrap-anywhere">
            {t.running(to)}
          </Title>
          <Text size="sm" role="status">
            {t.runningHow}
          </Text>
        </div>
        <Stepper
          active={STAGES.findIndex((one) => one === stage)}
          size="xs"
          orientation="vertical"
          aria-label={t.stagesLabel}
          allowNextStepsSelect={false}
        >
          {STAGES.map((one) => (
            <Stepper.Step key={one} label={t.stages[one]} />
          ))}
        </Stepper>
      </Stack>
    </Paper>
  );
}

function Moved({ which, integration: { psaName, fingerprint = '' } }: MovePanelProps): ReactNode {
  return (
    <Alert color="teal" variant="default" role="status" title={t.moved(psaName ?? fingerprint)}>
      <Stack gap="sm">
        <Text size="sm">{t.movedHow}</Text>
        <Group>
          <PageButton
            variant="default"
            to="/integrations/$provider/$integrationId/$page"
            params={{ provider: which.provider, integrationId: which.id, page: SYNCHRONIZE }}
          >
            {t.watch}
          </PageButton>
        </Group>
      </Stack>
    </Alert>
  );
}
