import { Button, Group, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { connectCustom } from '../../api/xero.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { useAction } from '../../display/use-action.ts';
import { Disclosure } from '../../display/disclosure.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { leaveForXero } from './consent.ts';

const t = xeroTexts.organisations;
/** Invoices are read there alone. */
const SOURCE = 'autotask';

/** By a consent of a person, or by a custom connection of the organisation. */
export function ConnectForm(): ReactNode {
  const { data, error, refetch } = useQuery(integrationsQuery);
  const [chosen, setChosen] = useState<string>();
  const consent = useMutation({ mutationFn: leaveForXero });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={1} />;
  const sources = data.items.filter(({ provider }) => provider === SOURCE);
  const integrationId = chosen ?? sources[0]?.id;
  if (integrationId === undefined) return <Text>{t.noSource}</Text>;
  return (
    <Stack gap="sm" maw={520}>
      <Select
        label={t.source}
        data={sources.map(({ id, name }) => ({ value: id, label: name }))}
        value={integrationId}
        onChange={(id) => setChosen(id ?? undefined)}
        allowDeselect={false}
      />
      {consent.error ? <ErrorState error={consent.error} /> : null}
      <Group gap="sm">
        <Button loading={consent.isPending} onClick={() => consent.mutate(integrationId)}>
          {t.byConsent}
        </Button>
        <Text size="sm" c="dimmed">
          {t.byConsentHow}
        </Text>
      </Group>
      <Disclosure label={t.byCustom}>
        <CustomConnection integrationId={integrationId} />
      </Disclosure>
    </Stack>
  );
}

function CustomConnection({ integrationId }: { integrationId: string }): ReactNode {
  const connect = useAction({ act: connectCustom, says: () => t.said.connected, concerns: ['xero', 'issues'] });
  const [clientId, setClientId] = useState('');
  const [clientSecret, setClientSecret] = useState('');
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    connect.mutate({ integrationId, clientId: clientId.trim(), clientSecret }, { onSuccess: () => setClientSecret('') });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" pt="sm">
        <Text size="sm" c="dimmed">
          {t.byCustomHow}
        </Text>
        <TextInput
          label={t.clientId}
          required
          autoComplete="off"
          value={clientId}
          onChange={({ currentTarget }) => setClientId(currentTarget.value)}
        />
        <PasswordInput
          label={t.clientSecret}
          description={t.clientSecretHow}
          required
          autoComplete="off"
          value={clientSecret}
          onChange={({ currentTarget }) => setClientSecret(currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" loading={connect.isPending}>
            {t.connect}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
