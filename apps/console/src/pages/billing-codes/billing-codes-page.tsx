import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { billingCodesQuery } from '../../api/billing-codes.ts';
import { ErrorState, LoadingState } from '../../display/states.tsx';
import { texts } from '../../texts/index.ts';
import { billingCodesRoute } from './billing-codes.route.ts';
import { MappingEditor } from './mapping-editor.tsx';

const t = texts.billingCodes;

/** Which billing code products get in Autotask, by category (AT-10 to AT-13). */
export function BillingCodesPage(): ReactNode {
  const { integrationId } = billingCodesRoute.useParams();
  const { data, error, refetch } = useQuery(billingCodesQuery(integrationId));
  return (
    <Stack gap="md" maw={860}>
      <div>
        <Title order={1}>{t.title}</Title>
        <Text c="dimmed">{t.lead}</Text>
      </div>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : null}
      {data ? <MappingEditor key={data.etag} integrationId={integrationId} page={data.data} etag={data.etag} /> : null}
      {!data && !error ? <LoadingState /> : null}
    </Stack>
  );
}
