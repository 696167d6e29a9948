import { Badge, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { integrationQuery, isProvider, type IntegrationDetail, type Which } from '../../api/connectors.ts';
import { pageListQuery, pageQuery } from '../../api/settings-pages.ts';
import { PageButton, PageLink } from '../../display/links.tsx';
import { providerName } from '../../display/names.ts';
import { PageHead } from '../../display/page-head.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { handoverTexts } from '../../texts/handover.ts';
import { integrationTexts } from '../../texts/integrations.ts';
import { formOf, isWebhookPage, ownRunOf, SYNCHRONIZE } from '../settings/forms.ts';
import { HANDOVER } from './handover-page.ts';
import { MOVE } from './move-page.ts';
import { integrationRoute } from '../integrations/integrations.route.ts';

const t = integrationTexts;
const CONNECTION = 'connection';

/** Loaded with the page that shows them, for no page shows them all. */
const ConnectionPanel = lazy(async () => ({ default: (await import('./connection-panel.tsx')).ConnectionPanel }));
const HandoverPanel = lazy(async () => ({ default: (await import('./handover-panel.tsx')).HandoverPanel }));
const MovePanel = lazy(async () => ({ default: (await import('./move-panel.tsx')).MovePanel }));
const OwnRunPanel = lazy(async () => ({ default: (await import('./own-run-panel.tsx')).OwnRunPanel }));
const SettingsEditor = lazy(async () => ({ default: (await import('../settings/settings-editor.tsx')).SettingsEditor }));
const SyncPanel = lazy(async () => ({ default: (await import('./sync-panel.tsx')).SyncPanel }));
const WebhooksPanel = lazy(async () => ({ default: (await import('./webhooks-panel.tsx')).WebhooksPanel }));

/** One integration: its connection, and every page that its PSA has. */
export function IntegrationPage(): ReactNode {
  const { provider, integrationId: id, page } = integrationRoute.useParams();
  if (!isProvider(provider)) return <EmptyState title={t.unknown}>{t.unknownHow}</EmptyState>;
  return <Integration key={id} which={{ provider, id }} page={page} />;
}

function Integration({ which, page }: { which: Which; page: string }): ReactNode {
  const { data, error, refetch } = useQuery(integrationQuery(which));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return (
    <Stack gap="md" maw={1000}>
      <PageLink to="/integrations" size="sm">
        {t.back}
      </PageLink>
      <PageHead
        title={data.name}
        lead={[providerName(which.provider), data.psaName].filter((part) => part !== undefined).join(' · ')}
      />
      <PageList which={which} besides={besidesOf(page, data)} />
      <Suspense fallback={<LoadingState />}>
        <Content key={page} which={which} page={page} integration={data} />
      </Suspense>
    </Stack>
  );
}

interface PageEntry {
  page: string;
  title: string;
}

/** Pages that are listed only while they matter. */
function besidesOf(page: string, { move }: IntegrationDetail): readonly PageEntry[] {
  return [
    ...(page === MOVE || move !== undefined ? [{ page: MOVE, title: t.move.nav }] : []),
    ...(page === HANDOVER ? [{ page: HANDOVER, title: handoverTexts.nav }] : []),
  ];
}

function PageList({ which, besides }: { which: Which; besides: readonly PageEntry[] }): ReactNode {
  const { data } = useQuery(pageListQuery(which));
  const own = [{ page: CONNECTION, title: t.connection }, ...besides];
  const entries = [...own.map((entry) => ({ ...entry, problems: 0 })), ...(data ?? [])];
  return (
    <Group component="nav" aria-label={t.pages} gap={4}>
      {entries.map(({ page, title, problems }) => (
        <PageButton
          key={page}
          size="compact-sm"
          variant="subtle"
          color="gray"
          flex="none"
          to="/integrations/$provider/$integrationId/$page"
          params={{ provider: which.provider, integrationId: which.id, page }}
          activeProps={{ variant: 'light', color: 'indigo' }}
          rightSection={
            problems === 0 ? null : (
              <Badge color="yellow" size="sm" aria-label={t.stale(problems)} circle>
                {problems}
              </Badge>
            )
          }
        >
          {title}
        </PageButton>
      ))}
    </Group>
  );
}

function Content({ which, page, integration }: { which: Which; page: string; integration: IntegrationDetail }): ReactNode {
  if (page === CONNECTION) return <ConnectionPanel which={which} integration={integration} />;
  if (page === MOVE) return <MovePanel which={which} integration={integration} />;
  if (page === HANDOVER) return <HandoverPanel which={which} integration={integration} />;
  if (page === SYNCHRONIZE) return <SyncPanel which={which} integration={integration} />;
  const ownRun = ownRunOf(which.provider, page);
  return (
    <>
      {isWebhookPage(page) ? <WebhooksPanel which={which} /> : null}
      {ownRun === undefined ? null : <OwnRunPanel which={which} kind={ownRun} />}
      <SettingsOf which={which} page={page} />
    </>
  );
}

function SettingsOf({ which, page }: { which: Which; page: string }): ReactNode {
  const fields = formOf(which.provider, page);
  const hasSettings = fields !== undefined && Object.keys(fields).length > 0;
  const of = { ...which, page };
  const { data, error, refetch } = useQuery({ ...pageQuery(of), enabled: hasSettings });
  if (fields === undefined) return <EmptyState title={t.unknownPage}>{t.unknownHow}</EmptyState>;
  if (!hasSettings) return null;
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState />;
  return <SettingsEditor of={of} stored={data} fields={fields} />;
}
