import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pageQuery } from '../../../api/settings-pages.ts';
import { accountsQuery, connectionsQuery, engineQuery } from '../../../api/xero.ts';
import { EmptyState, ErrorState, LoadingState } from '../../../display/states.tsx';
import { isAllowed, sessionQuery } from '../../../session/session.ts';
import { xeroTexts } from '../../../texts/xero.ts';
import { XeroFrame } from '../xero-frame.tsx';
import { xeroSettingsRoute } from '../xero-routes.ts';
import { FirstSettings } from './first-settings.tsx';
import { SettingsEditor } from './settings-editor.tsx';

const t = xeroTexts.settings;

/** How invoices are taken to one organisation (XI-20 to XI-25). */
export function SettingsPage(): ReactNode {
  const { connectionId } = xeroSettingsRoute.useParams();
  const { data: connections } = useQuery(connectionsQuery);
  const connection = connections?.find(({ id }) => id === connectionId);
  return (
    <XeroFrame title={t.title} lead={t.of(connection?.organisation.name ?? xeroTexts.title)}>
      {connection ? <Settings connectionId={connectionId} integrationId={connection.integrationId} /> : null}
      {connections && !connection ? <EmptyState title={xeroTexts.organisations.none} /> : null}
      {connections ? null : <LoadingState />}
    </XeroFrame>
  );
}

function Settings({ connectionId, integrationId }: { connectionId: string; integrationId: string }): ReactNode {
  const engine = useQuery(engineQuery(connectionId));
  const accounts = useQuery(accountsQuery(connectionId));
  const { data: session } = useQuery(sessionQuery);
  const mayReadCodes = session !== undefined && isAllowed(session, 'Integration manager');
  const codes = useQuery({
    ...pageQuery({ provider: 'autotask', id: integrationId, page: 'billing-codes' }),
    enabled: mayReadCodes,
    retry: false,
  });
  const failed = engine.error ?? accounts.error;
  if (failed) return <ErrorState error={failed} onRetry={() => void Promise.all([engine.refetch(), accounts.refetch()])} />;
  if (!engine.data || !accounts.data || (codes.isLoading && mayReadCodes)) return <LoadingState />;
  const { data, etag } = engine.data;
  const common = { id: connectionId, etag, accounts: accounts.data };
  return (
    <Stack gap="md" maw={860}>
      {data.settings === null ? (
        <FirstSettings {...common} />
      ) : (
        <SettingsEditor
          key={etag}
          {...common}
          saved={data.settings}
          codes={codes.data?.data.choices['billingCodes'] ?? undefined}
        />
      )}
    </Stack>
  );
}
