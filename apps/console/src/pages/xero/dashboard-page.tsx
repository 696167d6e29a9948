import { Alert, Group, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { connectionsQuery, countsQuery, type Connection } from '../../api/xero.ts';
import { PageButton, PageLink } from '../../display/links.tsx';
import { Section } from '../../display/section.tsx';
import { EmptyState, ErrorState, LoadingState } from '../../display/states.tsx';
import { xeroTexts } from '../../texts/xero.ts';
import { CountsChart } from './counts-chart.tsx';
import { CountsTable } from './counts-table.tsx';
import { rangeOf, totalsOf } from './counts.ts';
import { XeroFrame } from './xero-frame.tsx';
import { xeroRoute } from './xero-routes.ts';
import { PERIODS, STATES, type Period } from './xero-search.ts';
import { SyncStateBadge } from './xero-words.tsx';

const t = xeroTexts.dashboard;

/** Invoices over time, where they stand now, and what needs somebody (XI-07). */
export function DashboardPage(): ReactNode {
  const { period = 'month' } = xeroRoute.useSearch();
  const navigate = xeroRoute.useNavigate();
  const choose = (value: string): void =>
    void navigate({ search: { period: PERIODS.find((known) => known === value) ?? 'month' }, resetScroll: false });
  return (
    <XeroFrame title={xeroTexts.title} lead={xeroTexts.lead}>
      <Attention />
      <Group>
        <SegmentedControl
          aria-label={t.period}
          value={period}
          onChange={choose}
          data={PERIODS.map((value) => ({ value, label: t.periods[value] }))}
        />
      </Group>
      <OverTime period={period} />
    </XeroFrame>
  );
}

function OverTime({ period }: { period: Period }): ReactNode {
  const range = rangeOf(period, new Date());
  const { data, error, refetch } = useQuery(countsQuery(range));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingState lines={4} />;
  if (data.length === 0) return <EmptyState title={t.none}>{t.noneWhy}</EmptyState>;
  const totals = totalsOf(data);
  const { dateFrom, dateTo } = range;
  return (
    <Stack gap="lg">
      <Section title={t.now}>
        <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }}>
          {STATES.map((state) => (
            <Stack key={state} gap={4}>
              <Group>
                <SyncStateBadge state={state} />
              </Group>
              <PageLink to="/xero/invoices" search={{ state, dateFrom, dateTo }} fz="xl" fw={600}>
                {totals[state].toLocaleString()}
              </PageLink>
            </Stack>
          ))}
        </SimpleGrid>
      </Section>
      <Section title={t.overTime} lead={t.overTimeHow}>
        <CountsChart counts={data} range={range} />
        <CountsTable counts={data} by={range.by} />
      </Section>
    </Stack>
  );
}

/** Organisations that let us in no longer, or not for long, and faults; nothing where nothing is amiss. */
function Attention(): ReactNode {
  const { data: connections, error, refetch } = useQuery(connectionsQuery);
  const { data: counts } = useQuery(countsQuery({ by: 'month' }));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!connections) return null;
  const inUse = connections.filter(({ state }) => state === 'connected');
  const faults = totalsOf(counts ?? []).fault;
  if (inUse.length === 0) {
    const action = <PageButton to="/xero/organisations">{t.connect}</PageButton>;
    return (
      <EmptyState title={t.toSetUp} action={action}>
        {t.toSetUpHow}
      </EmptyState>
    );
  }
  return (
    <>
      {inUse.map((connection) => (
        <AccessAlert key={connection.id} connection={connection} />
      ))}
      {faults === 0 ? null : (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} title={t.attention}>
          <Text size="sm">{t.faults(faults)}</Text>
          <PageLink to="/xero/invoices" search={{ state: 'fault' }} size="sm" c="inherit" td="underline">
            {t.showFaults}
          </PageLink>
        </Alert>
      )}
    </>
  );
}

function AccessAlert({ connection: { standing, endsOn, organisation } }: { connection: Connection }): ReactNode {
  if (standing === 'good') return null;
  const says = standing === 'lapsed' ? t.lapsed(organisation.name) : t.lapsing(organisation.name, endsOn ?? '');
  return (
    <Alert color={standing === 'lapsed' ? 'red' : 'yellow'} icon={<IconAlertTriangle aria-hidden />} title={t.attention}>
      <Text size="sm">{says}</Text>
      <PageLink to="/xero/organisations" size="sm" c="inherit" td="underline">
        {xeroTexts.places.organisations}
      </PageLink>
    </Alert>
  );
}
