import { SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery, useSuspenseQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { integrationsQuery } from '../../api/integrations.ts';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { isAllowed, sessionQuery } from '../../session/session.ts';
import { texts } from '../../texts/index.ts';
import { IntegrationCard } from './integration-card.tsx';
import { LatestActivity } from './latest-activity.tsx';
import { OpenCauses } from './open-causes.tsx';

const t = texts.overview;

/** Whether all is well, and where it is not: what is open first, then each integration, then what people did. */
export function OverviewPage(): ReactNode {
  const { data: session } = useSuspenseQuery(sessionQuery);
  return (
    <Stack gap="lg">
      <div>
        <Title order={1}>{t.title}</Title>
        <Text c="dimmed">{t.lead}</Text>
      </div>
      {isAllowed(session, 'Issue manager') ? <OpenCauses /> : null}
      {isAllowed(session, 'Integration manager') ? <Integrations /> : null}
      {isAllowed(session, 'admin') ? <LatestActivity /> : null}
    </Stack>
  );
}

function Integrations(): ReactNode {
  const { data, error, refetch } = useQuery(integrationsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  if (data.items.length === 0) return <EmptyState title={t.noIntegrations}>{t.noIntegrationsHow}</EmptyState>;
  return (
    <section aria-label={t.integrations}>
      <SimpleGrid cols={{ base: 1, md: 2, xl: 3 }}>
        {data.items.map((integration) => (
          <IntegrationCard key={integration.id} integration={integration} />
        ))}
      </SimpleGrid>
    </section>
  );
}
