import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { PageLink } from '../../display/links.tsx';
import { integrationsQuery } from '../../api/integrations.ts';
import { PageHead } from '../../display/page-head.tsx';
import { Section } from '../../display/section.tsx';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { operationTexts } from '../../texts/operations.ts';
import { FreshnessTable } from './freshness-table.tsx';
import { HeldDeletions } from './held-deletions.tsx';
import { Reindex } from './reindex.tsx';
import { Replays } from './replays.tsx';

const t = operationTexts.maintenance;

/** What to do when data looks wrong (OP-02, SY-41). */
export function MaintenancePage(): ReactNode {
  return (
    <Stack gap="xl" maw={860}>
      <PageHead title={t.title} lead={t.lead}>
        <Group gap="md">
          <PageLink to="/issues">{t.toIssues}</PageLink>
          <PageLink to="/activity">{t.toActivity}</PageLink>
        </Group>
      </PageHead>
      <OfIntegrations />
      <Reindex />
      <Replays />
      <Section title={t.letters} lead={t.lettersHow}>
        <div>
          <PageLink to="/status" search={{ report: 'open' }}>
            {t.lettersReport}
          </PageLink>
        </div>
      </Section>
    </Stack>
  );
}

function OfIntegrations(): ReactNode {
  const { data, error, refetch } = useQuery(integrationsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  return (
    <>
      <Section title={t.freshness} lead={t.freshnessHow}>
        {data.items.length === 0 ? <Text size="sm">{t.noIntegrations}</Text> : null}
        {data.items.map((integration) => (
          <FreshnessTable key={integration.id} integration={integration} />
        ))}
      </Section>
      <HeldDeletions integrations={data.items} />
    </>
  );
}
