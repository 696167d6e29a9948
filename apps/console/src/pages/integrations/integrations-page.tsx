import { Card, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isProvider } from '../../api/connectors.ts';
import { integrationsQuery, type Integration } from '../../api/integrations.ts';
import { PageButton } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { PageHead } from '../../display/page-head.tsx';
import { IntegrationBadge } from '../../display/integration-badge.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { TimeAgo } from '../../display/time-ago.tsx';
import { integrationTexts } from '../../texts/integrations.ts';

const t = integrationTexts;

/** Every PSA that is connected, and those that could be. */
export function IntegrationsPage(): ReactNode {
  const { data, error, refetch } = useQuery(integrationsQuery);
  return (
    <Stack gap="lg">
      <PageHead title={t.title} lead={t.lead} />
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <LoadingState lines={3} /> : null}
      {data ? <Lists {...data} /> : null}
    </Stack>
  );
}

function Lists({ items, providers }: { items: readonly Integration[]; providers: readonly string[] }): ReactNode {
  const standing = items.filter(({ state }) => state !== 'removed');
  const offers = (
    <Group gap="xs" justify={standing.length === 0 ? 'center' : 'flex-start'}>
      {providers.filter(isProvider).map((provider) => (
        <PageButton
          key={provider}
          variant={standing.length === 0 ? 'filled' : 'default'}
          to="/integrations/connect/$provider"
          params={{ provider }}
        >
          {t.connect(providerName(provider))}
        </PageButton>
      ))}
    </Group>
  );
  if (standing.length === 0) {
    return (
      <EmptyState title={t.none} action={offers}>
        {t.noneHow}
      </EmptyState>
    );
  }
  return (
    <>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {standing.map((integration) => (
          <IntegrationTile key={integration.id} integration={integration} />
        ))}
      </SimpleGrid>
      <Stack gap="xs" component="section" aria-label={t.connectAnother}>
        <Title order={2}>{t.connectAnother}</Title>
        {offers}
      </Stack>
    </>
  );
}

function IntegrationTile({ integration }: { integration: Integration }): ReactNode {
  const { id, provider, name, state, updatedAt } = integration;
  const isKnown = isProvider(provider);
  return (
    <Card withBorder component="article" aria-label={name}>
      <Group justify="space-between" wrap="nowrap" align="start">
        <div>
          <Title order={2} className="wrap-anywhere">
            {name}
          </Title>
          <Text size="sm" c="dimmed">
            {providerName(provider)} · <TimeAgo at={updatedAt} />
          </Text>
        </div>
        <IntegrationBadge integration={integration} />
      </Group>
      <Group mt="md" gap="xs">
        {state === 'connecting' && isKnown ? (
          <PageButton to="/integrations/connect/$provider" params={{ provider }} search={{ integration: id }}>
            {t.goOn}
          </PageButton>
        ) : null}
        {isKnown ? (
          <PageButton
            variant="default"
            to="/integrations/$provider/$integrationId/$page"
            params={{ provider, integrationId: id, page: state === 'auth_failed' ? 'connection' : 'synchronize' }}
          >
            {t.open}
          </PageButton>
        ) : null}
      </Group>
    </Card>
  );
}
