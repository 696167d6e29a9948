import { Alert, Button, Card, Group, Stack, TagsInput, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { chooseConnection, disconnect, engineQuery, routeConnection, type Connection } from '../../api/xero.ts';
import { AskFirst } from '../../display/ask-first.tsx';
import { PageButton } from '../../display/links.tsx';
import { ErrorState, LoadingState, StateBadge, type Tone } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { useAction } from '../../display/use-action.ts';
import { xeroTexts } from '../../texts/xero.ts';
import { EngineStanding } from './engine-standing.tsx';

const t = xeroTexts.organisations;
const concerns = ['xero', 'issues'];
const TONES: Readonly<Record<Connection['state'], Tone>> = { connected: 'good', offered: 'calm', disconnected: 'calm' };

/** One organisation: whether Xero lets us in, whether its sync is on, and which invoices it takes. */
export function OrganisationCard({ connection }: { connection: Connection }): ReactNode {
  const { id, organisation, state, kind, connectedAt } = connection;
  const use = useAction({ act: chooseConnection, says: () => t.said.used, concerns });
  return (
    <Card withBorder component="article" aria-label={organisation.name}>
      <Stack gap="sm">
        <Group justify="space-between" align="start" wrap="nowrap">
          <Title order={2} className="wrap-anywhere">
            {organisation.name}
          </Title>
          <StateBadge tone={TONES[state]}>{t[state]}</StateBadge>
        </Group>
        <Text size="sm" c="dimmed">
          {t[kind]} · {t.since} <TimeAgo at={connectedAt} />
        </Text>
        {state === 'connected' ? <InUse connection={connection} /> : null}
        {state === 'offered' ? (
          <Group>
            <Button loading={use.isPending} onClick={() => use.mutate(id)}>
              {t.use}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Card>
  );
}

function InUse({ connection }: { connection: Connection }): ReactNode {
  const { id, organisation } = connection;
  const { data, error, refetch } = useQuery(engineQuery(id));
  const leave = useAction({ act: disconnect, says: () => t.said.disconnected, concerns });
  return (
    <>
      <Access connection={connection} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <EngineStanding engine={data.data} /> : null}
      {!data && !error ? <LoadingState lines={1} /> : null}
      <Takes key={connection.takes.join('\n')} connection={connection} />
      <Group gap="xs">
        <PageButton to="/xero/organisations/$connectionId" params={{ connectionId: id }} variant="default">
          {t.settings}
        </PageButton>
        <AskFirst
          label={t.disconnect}
          says={t.disconnectSays(organisation.name)}
          loading={leave.isPending}
          onConfirm={() => leave.mutate(id)}
        />
      </Group>
    </>
  );
}

/** The end of our access is foreseen, so that nothing stops by surprise. */
function Access({ connection: { standing, endsOn } }: { connection: Connection }): ReactNode {
  if (standing === 'good') return <Text size="sm">{t.good}</Text>;
  return (
    <Alert color={standing === 'lapsed' ? 'red' : 'yellow'} icon={<IconAlertTriangle aria-hidden />}>
      {standing === 'lapsed' ? t.lapsed : t.lapsing(endsOn ?? '')}
    </Alert>
  );
}

function Takes({ connection: { id, takes } }: { connection: Connection }): ReactNode {
  const [values, setValues] = useState<string[]>(takes);
  const save = useAction({ act: routeConnection, says: () => t.said.saved, concerns });
  const isChanged = values.join('\n') !== takes.join('\n');
  return (
    <Group align="end" gap="xs">
      <TagsInput label={t.takes} description={t.takesHow} value={values} onChange={setValues} flex="1 1 240px" />
      <Button variant="default" disabled={!isChanged} loading={save.isPending} onClick={() => save.mutate({ id, takes: values })}>
        {t.takesSave}
      </Button>
    </Group>
  );
}
