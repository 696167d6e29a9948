import { Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Which } from '../../api/connectors.ts';
import { integrationsQuery } from '../../api/integrations.ts';
import { PageButton } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { handoverTexts } from '../../texts/handover.ts';
import { HANDOVER } from './handover-page.ts';
import { targetsOf } from './handover-targets.ts';

const t = handoverTexts;

/** The way to another PSA, where one is connected. */
export function HandoverPart({ which }: { which: Which }): ReactNode {
  const { data } = useQuery(integrationsQuery);
  if (targetsOf(data?.items ?? [], which).length === 0) return null;
  return (
    <Paper withBorder p="md" component="section" aria-label={t.title}>
      <Title order={2}>{t.title}</Title>
      <Text size="sm" mb="sm">
        {t.lead(providerName(which.provider))}
      </Text>
      <PageButton
        variant="default"
        to="/integrations/$provider/$integrationId/$page"
        params={{ provider: which.provider, integrationId: which.id, page: HANDOVER }}
      >
        {t.open}
      </PageButton>
    </Paper>
  );
}
