import { Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import {
  enterCredentials,
  integrationQuery,
  remove,
  rename,
  testConnection,
  type Credentials,
  type IntegrationDetail,
  type Which,
} from '../../api/connectors.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { IntegrationBadge } from '../../display/integration-badge.tsx';
import { PageButton } from '../../display/links.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { testedOf } from '../integrations/credential-fields.ts';
import { CredentialsForm } from '../integrations/credentials-form.tsx';
import { Flow } from './flow.tsx';
import { HandoverPart } from './handover-part.tsx';
import { Elsewhere, leadsElsewhere, MovePart } from './move-part.tsx';

const t = integrationTexts.connectionPage;

interface PanelProps {
  which: Which;
  integration: IntegrationDetail;
}

/** Whether the PSA is reached, how, and in which directions data flows. */
export function ConnectionPanel({ which, integration }: PanelProps): ReactNode {
  return (
    <Stack gap="md">
      <Overview which={which} integration={integration} />
      <CredentialsPart which={which} integration={integration} />
      <Flow which={which} integration={integration} />
      {integration.isConfirmed ? (
        <>
          <MovePart which={which} move={integration.move} />
          <HandoverPart which={which} />
        </>
      ) : null}
      <NameAndEnd which={which} integration={integration} />
    </Stack>
  );
}

function Overview({ which, integration }: PanelProps): ReactNode {
  const { state, isConfirmed, testedAt, credentialsExpireAt, fingerprint, id } = integration;
  return (
    <Paper withBorder p="md">
      <Group justify="space-between">
        <Title order={2}>{t.title}</Title>
        <IntegrationBadge integration={{ state, isPushPaused: integration.pushPaused, isPullPaused: integration.pullPaused }} />
      </Group>
      <Text size="sm" mt="xs">
        {t.tested}: {testedAt === undefined ? t.never : <TimeAgo at={testedAt} />}
      </Text>
      {fingerprint === undefined ? null : (
        <Text size="sm" className="wrap-anywhere">
          {t.database}: {fingerprint}
        </Text>
      )}
      {credentialsExpireAt === undefined ? null : (
        <Text size="sm">
          {t.expires}: <TimeAgo at={credentialsExpireAt} />
        </Text>
      )}
      {isConfirmed || state !== 'connected' ? null : (
        <PageButton
          mt="md"
          to="/integrations/connect/$provider"
          params={{ provider: which.provider }}
          search={{ integration: id, step: 'preview' }}
        >
          {integrationTexts.credentials.next}
        </PageButton>
      )}
    </Paper>
  );
}

function CredentialsPart({ which, integration }: PanelProps): ReactNode {
  const queries = useQueryClient();
  const attempt = useMutation({
    // Nothing typed: what is set is tried again.
    mutationFn: (credentials: Credentials) =>
      Object.keys(credentials).length === 0 ? testConnection(which) : enterCredentials(which, credentials),
    onSuccess({ integration: tested }) {
      queries.setQueryData(integrationQuery(which).queryKey, tested);
      void queries.invalidateQueries({ queryKey: ['integrations', 'list'] });
    },
  });
  return (
    <Paper withBorder p="md">
      <CredentialsForm
        provider={which.provider}
        integration={integration}
        submit={integrationTexts.credentials.save}
        isPending={attempt.isPending}
        tested={attempt.data ?? testedOf(integration)}
        error={attempt.error}
        onSubmit={({ credentials }) => attempt.mutate(changedOnly(credentials, integration))}
      />
      {integration.isConfirmed && leadsElsewhere(attempt.error ?? integration.failure) ? (
        <Elsewhere which={which} credentials={attempt.variables ?? {}} />
      ) : null}
    </Paper>
  );
}

/** What is typed as it stands already is no change. */
function changedOnly(typed: Credentials, { credentials }: IntegrationDetail): Credentials {
  return Object.fromEntries(Object.entries(typed).filter(([name, value]) => credentials[name] !== value));
}

function NameAndEnd({ which, integration }: PanelProps): ReactNode {
  const [name, setName] = useState(integration.name);
  const navigate = useNavigate();
  const renaming = useAction({ act: () => rename(which, name.trim()), says: () => t.saved, concerns: ['integrations'] });
  const removing = useAction({
    act: async () => {
      await remove(which);
      await navigate({ to: '/integrations' });
    },
    says: () => t.removed,
    concerns: ['integrations'],
  });
  return (
    <Paper withBorder p="md">
      <Group align="end" gap="xs">
        <TextInput
          label={integrationTexts.credentials.name}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={name.trim() === '' || name.trim() === integration.name}
          loading={renaming.isPending}
          onClick={() => renaming.mutate()}
        >
          {t.rename}
        </Button>
        <AskFirst label={t.remove} says={t.removeSays} does={t.removeYes} onConfirm={() => removing.mutate()} />
      </Group>
    </Paper>
  );
}
