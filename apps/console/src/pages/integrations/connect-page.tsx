import { Button, Group, Paper, Stack, Stepper, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import {
  connect,
  enterCredentials,
  integrationQuery,
  isProvider,
  type IntegrationDetail,
  type Provider,
} from '../../api/connectors.ts';
import { providerName } from '../../display/names.ts';
import { PageHead } from '../../display/page-head.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { integrationTexts } from '../../texts/integrations.ts';
import type { ConnectSearch } from './connect-search.ts';
import { testedOf } from './credential-fields.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { connectRoute } from './integrations.route.ts';
import { PreviewStep } from './preview-step.tsx';

const t = integrationTexts;

/** From credentials to data that flows, each step an address: nothing is written before somebody has seen it and said so. */
export function ConnectPage(): ReactNode {
  const { provider } = connectRoute.useParams();
  const search = connectRoute.useSearch();
  if (!isProvider(provider)) return <EmptyState title={t.unknown}>{t.unknownHow}</EmptyState>;
  return (
    <Stack gap="lg" maw={860}>
      <PageHead title={t.connect(providerName(provider))} lead={t.connectLead} />
      <Stepper active={search.step === 'preview' ? 1 : 0} size="xs" aria-label={t.steps.label} allowNextStepsSelect={false}>
        <Stepper.Step label={t.steps.credentials} />
        <Stepper.Step label={t.steps.preview} />
        <Stepper.Step label={t.steps.done} />
      </Stepper>
      {search.integration !== undefined && search.step === 'preview' ? (
        <PreviewStep which={{ provider, id: search.integration }} />
      ) : (
        <CredentialsStep provider={provider} search={search} />
      )}
    </Stack>
  );
}

function CredentialsStep({ provider, search: { integration: id } }: { provider: Provider; search: ConnectSearch }): ReactNode {
  const { data, error, refetch } = useQuery({ ...integrationQuery({ provider, id: id ?? '' }), enabled: id !== undefined });
  if (id === undefined) return <Credentials provider={provider} integration={undefined} />;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return data ? <Credentials provider={provider} integration={data} /> : <LoadingState />;
}

function Credentials({ provider, integration }: { provider: Provider; integration: IntegrationDetail | undefined }): ReactNode {
  const navigate = connectRoute.useNavigate();
  const attempt = useAttempt(provider, integration?.id);
  const tested = attempt.data ?? (integration && testedOf(integration));
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Title order={2}>{t.credentials.title(providerName(provider))}</Title>
        <CredentialsForm
          provider={provider}
          integration={integration}
          submit={t.credentials.tryIt}
          isPending={attempt.isPending}
          tested={tested}
          error={attempt.error}
          onSubmit={(given) => attempt.mutate(given)}
        />
        {integration !== undefined && tested?.integration.state === 'connected' ? (
          <Group justify="end">
            <Button onClick={() => void navigate({ search: { integration: integration.id, step: 'preview' } })}>
              {t.credentials.next}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Paper>
  );
}

/** Makes the integration with the first attempt; later ones are of the same. */
function useAttempt(provider: Provider, id: string | undefined) {
  const navigate = connectRoute.useNavigate();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, credentials }: { name: string; credentials: Readonly<Record<string, string>> }) =>
      id === undefined ? connect(provider, { name, credentials }) : enterCredentials({ provider, id }, credentials),
    async onSuccess({ integration }) {
      queries.setQueryData(integrationQuery({ provider, id: integration.id }).queryKey, integration);
      void queries.invalidateQueries({ queryKey: ['integrations', 'list'] });
      // What was made is gone on with, also after a reload.
      await navigate({ search: { integration: integration.id }, replace: true });
    },
  });
}
