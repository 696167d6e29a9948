import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { connectionsQuery } from '../../api/xero.ts';
import { Section } from '../../display/section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { ConnectForm } from './connect-form.tsx';
import { OrganisationCard } from './organisation-card.tsx';
import { XeroFrame } from './xero-frame.tsx';

const t = xeroTexts;

/** The organisations that invoices go to, whether they do, and connecting another one (ORG-1, XI-06). */
export function OrganisationsPage(): ReactNode {
  return (
    <XeroFrame title={t.places.organisations} lead={t.organisations.lead}>
      <Stack gap="xl">
        <Organisations />
        <Section title={t.organisations.connectTitle}>
          <ConnectForm />
        </Section>
      </Stack>
    </XeroFrame>
  );
}

function Organisations(): ReactNode {
  const { data, error, refetch } = useQuery(connectionsQuery);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={3} />;
  if (data.length === 0) return <EmptyState title={t.organisations.none} />;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      {data.map((connection) => (
        <OrganisationCard key={connection.id} connection={connection} />
      ))}
    </SimpleGrid>
  );
}
